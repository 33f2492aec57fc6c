import { describe, expect, it } from 'vitest';
import { inOneGo } from '../../src/core/steps.ts';
import type { ListSource } from '../../src/core/supported-tags/list.ts';
import { LIST_FORMS, type ListForm } from '../../src/core/supported-tags/render.ts';
import { listMaker } from '../../src/text/list-maker.ts';
import { digestNumber } from '../core/samples.ts';
import { text } from './catalog-text.ts';

describe('the maker of lists', () => {
  const source = {
    repository: 'library/nginx',
    known: 1_000,
    total: 23_907,
    groups: [
      { digest: digestNumber(1), tags: ['1.27'], evidence: 'registry' as const, images: [] },
    ],
    unknownTags: [],
    furtherUnknown: { missing: 0, unknown: 998 },
  };
  const steps = listMaker(text, () => Date.UTC(2026, 10, 23, 12, 0));
  const make = (from: ListSource, form: ListForm) => inOneGo(steps(from, form));

  it('says of which repository a list is, when it was made, and on how many tags it rests', () => {
    const list = make(source, 'markdown');
    expect(list).toContain(`\`1.27\`: \`${digestNumber(1)}\``);
    expect(list).toContain('2026-11-23 12:00 UTC');
    expect(list).toMatch(/1,?000 of 23,?907/);
    expect(list).toMatch(/998/);
  });

  it('makes each form', () => {
    expect(make(source, 'html')).toMatch(/^<section/);
    expect(JSON.parse(make(source, 'json'))).toMatchObject({ schemaVersion: 1, total: 23_907 });
    expect(make(source, 'script')).toMatch(/^\(function/);
  });

  it('stops after each few lines, whatever the form', () => {
    const groups = Array.from({ length: 2_000 }, (_, n) => ({
      digest: digestNumber(n),
      tags: [`1.${n}`],
      evidence: 'registry' as const,
      images: [],
    }));
    for (const form of LIST_FORMS) {
      const stops = [...steps({ ...source, groups }, form)].length;
      // Once for a hundred groups, for a hundred lines put in order, and for a hundred lines written.
      expect(stops, form).toBe(60);
    }
  });
});
