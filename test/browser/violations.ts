/** What a checker of accessibility (axe-core) finds in a page. */
import axe from 'axe-core';
import type { BrowserPage } from './page.ts';

/** Under the selector, shadow roots included: `rule: element`. */
export async function violations(page: BrowserPage, selector: string): Promise<string[]> {
  await page.inner.evaluate(axe.source);
  return page.evaluate(async (include) => {
    const loaded: unknown = Reflect.get(globalThis, 'axe');
    if (typeof loaded !== 'object' || loaded === null) throw new Error('axe-core did not load');
    const run: unknown = Reflect.get(loaded, 'run');
    if (typeof run !== 'function') throw new Error('axe-core has no run');
    const result = await run.call(
      loaded,
      { include: [[include]] },
      { resultTypes: ['violations'] },
    );
    return result.violations.flatMap(
      (violation: { id: string; nodes: { target: unknown; failureSummary: string }[] }) =>
        violation.nodes.map(
          (node) => `${violation.id}: ${JSON.stringify(node.target)} ${node.failureSummary}`,
        ),
    );
  }, selector);
}
