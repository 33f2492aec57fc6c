/**
 * Runs a line in Firefox's own process (`moz:scope` "chrome" of WebDriver BiDi). puppeteer-core has no public way there;
 * its BiDi session is looked for where version 25 keeps it, and its absence is said in plain words.
 */
import type { Page } from 'puppeteer-core';

interface BidiSession {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

/**
 * @param source one expression; a promise is waited for
 * @returns its value where that is a string, a number or a boolean
 */
export async function runInParentProcess(page: Page, source: string): Promise<unknown> {
  const session = sessionOf(page);
  const tree = await session.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = at(tree.result, 'contexts', '0', 'context');
  const answer = await session.send('script.evaluate', {
    expression: source,
    target: { context },
    awaitPromise: true,
  });
  if (at(answer.result, 'type') !== 'success') {
    throw new Error(`Firefox refused: ${String(at(answer.result, 'exceptionDetails', 'text'))}`);
  }
  return at(answer.result, 'result', 'value');
}

function sessionOf(page: Page): BidiSession {
  const session = at(page.mainFrame(), 'browsingContext', 'userContext', 'browser', 'session');
  if (!isSession(session)) throw new Error('puppeteer-core keeps its BiDi session elsewhere now');
  return session;
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((node, step) => {
    return typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined;
  }, value);
}

function isSession(value: unknown): value is BidiSession {
  return typeof at(value, 'send') === 'function';
}
