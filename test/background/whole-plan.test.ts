/** What a listing of all tags has left to ask, at any time. */
import { describe, expect, it } from 'vitest';
import { planWhole, WALL, type WholeState, withAsked } from '../../src/background/whole-plan.ts';
import { inOneGo } from '../../src/core/steps.ts';

const all = Array.from({ length: 1_500 }, (_, n) => `${n}-${n % 3 === 0 ? 'fix' : 'vul'}`);
const unlisted = all.slice(1_000);

function stateOf(more: Partial<WholeState> = {}): WholeState {
  return {
    all,
    survey: { unlisted, untold: unlisted },
    asked: [],
    tries: new Map(),
    wall: WALL,
    ...more,
  };
}

const planOf = (state: WholeState) => inOneGo(planWhole(state));

/** Every question, as `page 1 of fix`. */
function questions(state: WholeState): string[] {
  return planOf(state).series.flatMap(({ name, pages }) =>
    pages.map((page) => `page ${page} of ${name}`),
  );
}

describe('the plan of a listing of all tags', () => {
  it('has each tag in one question, or leaves it to a HEAD', () => {
    const { series, heads, requests } = planOf(stateOf());
    const planned = [...series.flatMap(({ covers }) => covers), ...heads];
    expect(planned.toSorted()).toEqual(unlisted.toSorted());
    expect(requests).toBe(series.reduce((sum, { pages }) => sum + pages.length, 0));
    expect(requests).toBeLessThan(unlisted.length / 5);
  });

  it('asks no page again that was answered, and the rest of a question that was cut off', () => {
    const first = questions(stateOf());
    const [{ name = '', pages = [] } = {}] = planOf(stateOf()).series;
    const asked = pages
      .slice(0, 1)
      .reduce<WholeState['asked']>((before, page) => withAsked(before, name, page), []);
    const then = questions(stateOf({ asked }));
    expect(first).toContain(`page ${pages[0]} of ${name}`);
    expect(then).not.toContain(`page ${pages[0]} of ${name}`);
    for (const page of pages.slice(1)) expect(then).toContain(`page ${page} of ${name}`);
  });

  it('leaves to a HEAD what was hoped for twice, and all where names are not told apart', () => {
    const [gone = ''] = unlisted;
    const { series, heads } = planOf(stateOf({ tries: new Map([[gone, 2]]) }));
    expect(heads).toContain(gone);
    expect(series.flatMap(({ covers }) => covers)).not.toContain(gone);
    expect(planOf(stateOf({ wall: 0 }))).toMatchObject({ series: [], heads: unlisted });
  });

  it('goes on page by page for an account', () => {
    const { series, heads } = planOf(stateOf({ plainFrom: 11 }));
    expect(series).toEqual([{ covers: unlisted, pages: [11, 12, 13, 14, 15] }]);
    expect(heads).toEqual([]);
  });

  it('asks a HEAD for a tag that was listed without a digest', () => {
    const plan = planOf(stateOf({ survey: { unlisted: [], untold: ['1-vul'] } }));
    expect(plan).toEqual({ series: [], heads: ['1-vul'], requests: 0 });
  });
});
