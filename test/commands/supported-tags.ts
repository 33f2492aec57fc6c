/** `npm run --silent supported-tags -- library/nginx --format script > tags.js`: documented in docs/supported-tags.md. */
import { main } from '../../src/headless/main.ts';

process.exitCode = await main(process.argv.slice(2));
