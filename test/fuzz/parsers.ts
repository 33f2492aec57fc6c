/**
 * Every parser that outsiders' input reaches, with the number of its cases. A parser is given what its grammar
 * expects with a few things wrong, and must answer with a value that is right in itself or with a failure of the
 * closed set: no exception, nothing written to a prototype. The rows of the page have a file of their own
 * (page-rows.test.ts), because they need a DOM.
 */
import { BODY_PARSERS } from './body-parsers.ts';
import { CORE_PARSERS } from './core-parsers.ts';
import type { FuzzedParser } from './fuzzed.ts';
import { HEADER_PARSERS } from './header-parsers.ts';
import { MESSAGE_PARSERS } from './message-parsers.ts';
import { STORED_PARSERS } from './stored-parsers.ts';
import { TEXT_PARSERS } from './text-parsers.ts';

export const PARSERS: readonly FuzzedParser[] = [
  ...CORE_PARSERS,
  ...HEADER_PARSERS,
  ...BODY_PARSERS,
  ...TEXT_PARSERS,
  ...MESSAGE_PARSERS,
  ...STORED_PARSERS,
];
