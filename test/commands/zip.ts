/** `npm run zip`: the two store packages, and the sources package that Firefox's reviewers rebuild. */
import { zip } from './builds.ts';
import { say } from './processes.ts';

for (const browser of ['chromium', 'firefox'] as const) {
  const outcome = await zip(browser);
  say(outcome.output.trimEnd());
  process.exitCode ||= outcome.code;
}
