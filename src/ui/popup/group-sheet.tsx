/** The opened part of a group: the sheet that an opened annotation on a page has too, and here it may spend pulls. */
import { useEffect, useRef } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import type { RepositoryName } from '../../core/repository.ts';
import type { SheetAction } from '../../messaging/sheet.ts';
import type { TagDetail } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';
import { closedGuard, onSheetClick } from '../sheet/clicks.ts';
import { TagSheet } from '../sheet/tag-sheet.tsx';
import type { PopupActions } from './props.ts';

interface GroupSheetProps {
  readonly id: string;
  readonly repository: RepositoryName;
  readonly tag: string;
  /** Left out until the worker has told it. */
  readonly detail: TagDetail | undefined;
  readonly now: number;
  /** Whether the group itself says what failed. */
  readonly isFailureSaid: boolean;
  readonly actions: PopupActions;
  readonly onGoTo: (tag: string) => void;
}

export function GroupSheet(props: GroupSheetProps) {
  const { id, repository, tag, detail, now, isFailureSaid, actions, onGoTo } = props;
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const act = (action: SheetAction, digest: Digest | undefined) => {
    if (action === 'ask-accepts') actions.onAccepts(tag);
    else if (digest) actions.onRead(digest);
  };
  useEffect(() => {
    const heard = (event: MouseEvent) =>
      onSheetClick(event, { copy: actions.onCopy, goTo: onGoTo, act }, text);
    // The box is no control itself: it hears the clicks and keys on those inside.
    const target = box.current;
    target?.addEventListener('click', heard);
    target?.addEventListener('keydown', closedGuard);
    return () => {
      target?.removeEventListener('click', heard);
      target?.removeEventListener('keydown', closedGuard);
    };
  });
  return (
    <div class="group-sheet" id={id} ref={box}>
      {detail ? (
        <TagSheet
          detail={detail}
          repository={repository}
          text={text}
          now={now}
          canRead
          isFailureSaid={isFailureSaid}
        />
      ) : (
        <p class="note" role="status">
          {text('sheetLoading')}
        </p>
      )}
    </div>
  );
}
