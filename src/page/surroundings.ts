/** What the parts of a page share, put together once by the content script's entrypoint; tests put in their own. */
import type { PageClient, PageClientOptions } from '../messaging/client.ts';
import type { Text } from '../text/text.ts';
import type { AnnotationProps, LineProps } from '../ui/annotation/props.ts';
import type { Lifetime } from './lifetime.ts';

/** What the worker says to a page. */
export type Heard = Required<
  Pick<PageClientOptions, 'onTags' | 'onListed' | 'onSheet' | 'onLines' | 'onOrphaned'>
>;

/** Draws into the shadow roots of our elements. */
interface Painter {
  /**
   * Gives a root the height of an annotation, so that what is drawn later moves nothing on the page. `isTall`: of one on
   * a layers page, which has a line more.
   */
  reserve(root: ShadowRoot, isTall: boolean): void;
  draw(root: ShadowRoot, props: AnnotationProps): void;
  /** Takes down what was drawn there. */
  clear(root: ShadowRoot): void;
  readonly line: {
    /** Gives a root the room of a line's word. */
    reserve(root: ShadowRoot): void;
    draw(root: ShadowRoot, props: LineProps): void;
    clear(root: ShadowRoot): void;
  };
}

export interface Surroundings {
  readonly document: Document;
  readonly text: Text;
  readonly lifetime: Lifetime;
  /** Opens one client for one repository. */
  connect(heard: Heard): PageClient;
  readonly painter: Painter;
  /** Whether the extension is still there. */
  isAlive(): boolean;
}
