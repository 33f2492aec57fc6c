/** The annotation's stylesheet, given to a shadow root so that nothing of it reaches the page. */
import tokens from '../tokens.css?inline';
import annotationStyles from './annotation.css?inline';

/** The colours alone: for the dock too, so that the content script holds them once. */
export const TOKENS = tokens;

const styles = TOKENS + annotationStyles;

/** One sheet for all rows: a hundred shadow roots share it. */
let shared: CSSStyleSheet | undefined;

/**
 * An adopted stylesheet passes under a page's `style-src 'self'` in both browsers (tried in Chromium 156 and
 * Firefox 153). Where a browser refuses one from a content script, a style element inside the root does the same.
 */
export function adoptAnnotationStyles(root: ShadowRoot): void {
  try {
    if (!shared) {
      shared = new CSSStyleSheet();
      shared.replaceSync(styles);
    }
    root.adoptedStyleSheets = [shared];
  } catch {
    const style = document.createElement('style');
    style.textContent = styles;
    root.prepend(style);
  }
}
