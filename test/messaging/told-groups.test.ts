import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_WINDOW, type PopupAnswer } from '../../src/messaging/protocol.ts';
import {
  createBriefAnswers,
  createFullAnswers,
  type PopupMessage,
} from '../../src/messaging/told-groups.ts';
import type { GroupView } from '../../src/messaging/view.ts';
import { groupView, repositoryView } from '../ui/samples.ts';

const [one, two, three] = [1, 2, 3].map((n) => groupView(n, [`1.${n}`]));
const all = [one, two, three].filter((group) => group !== undefined);

function answerOf(...groups: readonly GroupView[]): PopupAnswer {
  return { type: 'repository', view: repositoryView({ groups }) };
}

describe('groups on their way to an own page', () => {
  let brief: (answer: PopupAnswer) => PopupMessage;
  let full: (message: PopupMessage) => PopupAnswer | undefined;

  beforeEach(() => {
    brief = createBriefAnswers();
    full = createFullAnswers();
  });

  /** Over the port, which copies. */
  const send = (answer: PopupAnswer) => {
    const sent = structuredClone(brief(answer));
    return { sent, got: full(sent) };
  };
  const sentGroups = (answer: PopupAnswer) => {
    const { sent } = send(answer);
    return sent.type === 'repository' ? sent.view.groups : [];
  };

  it('go by their digest once they were told, and come as they are', () => {
    expect(sentGroups(answerOf(...all))).toEqual(all);
    const again = answerOf(...all.toReversed());
    expect(sentGroups(again)).toEqual(all.toReversed().map(({ digest }) => digest));
    expect(send(again).got).toEqual(again);
  });

  it('are the same things as before, so that nobody has to compare them', () => {
    const first = send(answerOf(...all)).got;
    const next = send(answerOf(...all)).got;
    if (first?.type !== 'repository' || next?.type !== 'repository') throw new Error('no views');
    expect(next.view.groups.every((group, at) => group === first.view.groups[at])).toBe(true);
  });

  it('are told anew where anything of them has changed', () => {
    send(answerOf(...all));
    const [first, ...others] = all.map((group) => ({ ...group }));
    if (!first) throw new Error('no group');
    const changed: GroupView = { ...first, evidence: 'bytes', tags: ['1.1', 'latest'] };
    const answer = answerOf(changed, ...others);
    const { sent, got } = send(answer);
    expect(sent.type === 'repository' && sent.view.groups).toEqual([
      changed,
      ...others.map(({ digest }) => digest),
    ]);
    expect(got).toEqual(answer);
    expect(sentGroups(answer)).not.toContainEqual(changed);
  });

  it('are remembered while others are told, up to a bound that both ends share', () => {
    send(answerOf(...all));
    const others = Array.from({ length: 2 * MAX_WINDOW }, (_, n) => groupView(100 + n, [`2.${n}`]));
    send(answerOf(...others.slice(0, MAX_WINDOW)));
    expect(sentGroups(answerOf(...all))).toEqual(all.map(({ digest }) => digest));
    send(answerOf(...others.slice(0, MAX_WINDOW)));
    send(answerOf(...others.slice(MAX_WINDOW)));
    const answer = answerOf(...all);
    const { sent, got } = send(answer);
    expect(sent).toEqual(answer);
    expect(got).toEqual(answer);
  });

  it('are told in full to who has just come, and by a worker that has', () => {
    send(answerOf(...all));
    brief = createBriefAnswers();
    expect(sentGroups(answerOf(...all))).toEqual(all);
    full = createFullAnswers();
    expect(send(answerOf(...all)).got).toBeUndefined();
  });

  it('leaves every other answer alone', () => {
    const answer: PopupAnswer = {
      type: 'stored',
      stored: { tags: 1, manifests: 2, bytes: 3 },
    };
    expect(send(answer)).toEqual({ sent: answer, got: answer });
  });
});
