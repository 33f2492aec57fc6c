/**
 * The runtime checks of messages: a port carries whatever the other side makes of it, values that no JSON knows
 * included.
 */
import * as v from 'valibot';
import { isDigest } from '../../src/core/digest.ts';
import { isRepositoryName } from '../../src/core/repository.ts';
import { isTag } from '../../src/core/tag.ts';
import { type DrawnAnswer, ROW_ATTRIBUTES } from '../../src/messaging/drawn.ts';
import { isPageAnswer } from '../../src/messaging/page-answer.ts';
import { MAX_SOUGHT, MAX_WATCHED, MAX_WINDOW } from '../../src/messaging/protocol.ts';
import { type CheckedPageRequest, pageRequest } from '../../src/messaging/schemas-page.ts';
import {
  type CheckedPopupRequest,
  popupAnswer,
  popupRequest,
} from '../../src/messaging/schemas-popup.ts';
import { SHEET_ATTRIBUTES, SHEET_ELEMENTS, type SheetTree } from '../../src/messaging/sheet.ts';
import type { BriefView, PopupMessage } from '../../src/messaging/told-groups.ts';
import { cloned } from './cloned.ts';
import { type FuzzedParser, fuzzed, must, type Outcome } from './fuzzed.ts';
import { PAGE_ANSWERS, PAGE_REQUESTS, POPUP_ANSWERS, POPUP_REQUESTS } from './messages.ts';
import { isPlain } from './prototypes.ts';

const KEYS = [
  ...[
    'type',
    'repository',
    'tags',
    'tag',
    'visible',
    'page',
    'name',
    'ordering',
    'lines',
    'digest',
  ],
  ...['digests', 'groups', 'pulls', 'hex', 'view', 'known', 'failure', 'element', 'attributes'],
  ...[
    'children',
    'tree',
    'style',
    'images',
    'onclick',
    'innerHTML',
    'dangerouslySetInnerHTML',
    'href',
  ],
  ...[
    'sought',
    'from',
    'count',
    'window',
    'finding',
    'candidates',
    'others',
    'seek',
    'whole',
    'form',
  ],
  ...['username', 'token', 'secret', 'remember', 'useForListing', 'account', 'isBusy', 'state'],
];

const ACCOUNT_KEYS = ['state', 'username', 'useForListing', 'isBusy', 'failure', 'listingFailure'];

const message = (samples: readonly unknown[]) => cloned(samples, KEYS);

function checks<Output>(
  schema: v.GenericSchema<unknown, Output>,
  check: (output: Output) => void,
): (input: unknown) => Outcome {
  return (input) => {
    const parsed = v.safeParse(schema, input);
    if (!parsed.success) return 'failure';
    check(parsed.output);
    return 'value';
  };
}

/** What a page may ask: names by their grammar, and no more of them than one page may. */
function checkPageRequest(request: CheckedPageRequest): void {
  must(isPlain(request), 'plain data');
  if (!('repository' in request)) return;
  must(isRepositoryName(request.repository), 'a repository');
  const named = 'tags' in request ? request.tags : 'lines' in request ? request.lines.flat() : [];
  must(named.length <= MAX_WATCHED && named.every(isTag), 'tags');
}

/**
 * All that looks like a digest, a tag or a platform was checked by its grammar: no field lets markup through
 * unseen.
 */
function checkPageAnswer(answer: DrawnAnswer): void {
  must(isRepositoryName(answer.repository), 'a repository');
  switch (answer.type) {
    case 'sheet':
      checkSheet(answer.tree);
      return;
    case 'listed':
      must(isPlain(answer), 'plain data');
      return;
    case 'lines':
      for (const { tree, about } of answer.lines) for (const one of [tree, about]) checkSheet(one);
      return;
    case 'tags':
      for (const { tag, attributes, tree } of answer.tags) {
        must(isTag(tag), 'a tag');
        for (const [name, value] of Object.entries(attributes)) {
          must(
            ROW_ATTRIBUTES.some((known) => known === name),
            `a known attribute, not ${name}`,
          );
          must(typeof value === 'string', 'a text');
        }
        if (tree) checkSheet(tree);
      }
  }
}

/** What a page may be given to draw: named elements and attributes, and nothing that runs. */
function checkSheet(tree: SheetTree): void {
  for (const node of tree) {
    if (typeof node === 'string') continue;
    must(SHEET_ELEMENTS.includes(node.element), 'a known element');
    for (const [name, value] of Object.entries(node.attributes)) {
      must(
        SHEET_ATTRIBUTES.some((known) => known === name),
        `a known attribute, not ${name}`,
      );
      must(typeof value === 'string', 'a text');
    }
    checkSheet(node.children);
  }
}

/** Nothing in a sign-in that could break a header, or make another name of it. */
function checkPopupRequest(request: CheckedPopupRequest): void {
  must(isPlain(request), 'plain data');
  if (request.type === 'window') {
    must(request.count <= MAX_WINDOW && request.sought.length <= MAX_SOUGHT, 'a window');
  }
  if (request.type !== 'sign-in') return;
  must(!/[:\p{Cc}]/u.test(request.username) && request.username.length <= 255, 'a user name');
  must(/^[!-~]{1,1024}$/.test(request.token), 'a token');
}

/** No more groups than a window has, and a finding made of tags and digests, in whatever it is wrapped. */
function checkView({ groups, window }: BriefView): void {
  must(groups.length <= MAX_WINDOW, 'a window of groups');
  const { finding } = window;
  const beside = finding ? [finding, ...(finding.others ?? [])] : [];
  for (const { tags, digest } of beside.flatMap((one) => [one, ...(one.candidates ?? [])])) {
    must(tags.every(isTag) && (digest === undefined || isDigest(digest)), 'a finding');
  }
}

/** No token passes with how the account stands, under whatever key. */
function checkPopupAnswer(answer: PopupMessage): void {
  must(isPlain(answer), 'plain data');
  if (answer.type === 'repository') checkView(answer.view);
  if (answer.type !== 'account') return;
  must(
    Object.keys(answer.account).every((key) => ACCOUNT_KEYS.includes(key)),
    'known keys',
  );
}

export const MESSAGE_PARSERS: readonly FuzzedParser[] = [
  fuzzed('requests of pages', 4_000, message(PAGE_REQUESTS), checks(pageRequest, checkPageRequest)),
  fuzzed(
    'answers to pages',
    4_000,
    message(PAGE_ANSWERS),
    checks(v.custom<DrawnAnswer>(isPageAnswer), checkPageAnswer),
  ),
  fuzzed(
    'requests of own pages',
    3_000,
    message(POPUP_REQUESTS),
    checks(popupRequest, checkPopupRequest),
  ),
  fuzzed(
    'answers to own pages',
    4_000,
    message(POPUP_ANSWERS),
    checks(popupAnswer, checkPopupAnswer),
  ),
];
