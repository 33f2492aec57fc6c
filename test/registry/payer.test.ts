import { describe, expect, it } from 'vitest';
import { type Failure, failure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { Credentials } from '../../src/http/credentials.ts';
import { createPayers } from '../../src/registry/payer.ts';

type Answer = Result<string, Failure>;

/** Requests that are answered one by one, as a test says. */
function asked() {
  const open: ((answer: Answer) => void)[] = [];
  return {
    open,
    ask: () => new Promise<Answer>((resolve) => open.push(resolve)),
  };
}

/** Until all that follows from what is known has happened: timers come after promises. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('credentials that were never taken', () => {
  const credentials = new Credentials('moby', 'dckr_pat_x');
  const payers = () => createPayers({ credentials: async () => credentials });

  it('are in one request at a time, also after one that found nothing out', async () => {
    const { open, ask } = asked();
    const { present } = payers();
    const answers = ['a', 'b', 'c'].map(() => present(credentials, ask));
    await settled();
    expect(open).toHaveLength(1);
    open[0]?.(err(failure('unavailable')));
    await settled();
    expect(open).toHaveLength(2);
    open[1]?.(err(failure('denied')));
    await Promise.all(answers);
    expect(open).toHaveLength(2);
    expect(await answers[2]).toMatchObject({ error: { kind: 'denied' } });
  });

  it('are in as many as there are once they were taken', async () => {
    const { open, ask } = asked();
    const { present } = payers();
    const first = present(credentials, ask);
    await settled();
    open[0]?.(ok('token'));
    await first;
    void present(credentials, ask);
    void present(credentials, ask);
    await settled();
    expect(open).toHaveLength(3);
  });
});
