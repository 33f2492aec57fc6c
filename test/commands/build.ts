/** `npm run build`: both production builds, `.output/chrome-mv3` and `.output/firefox-mv3`. */
import { buildBoth } from './builds.ts';
import { say } from './processes.ts';

const outcome = await buildBoth();
say(outcome.output.trimEnd());
process.exitCode = outcome.code;
