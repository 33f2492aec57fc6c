/**
 * Follows a tab through hub.docker.com: which kind of page its address names now, one visit at a time, each with its
 * own end. The site is a single-page app: pages come and go without a load, and code in the isolated world does not see
 * the page's own `history` calls, so the address is compared whenever anything is known to have happened.
 */
import { type HubPage, locate, repositoryOf } from '../core/hub-location.ts';
import { isOfficial } from '../core/repository.ts';
import { visitLayers } from './layers-visit.ts';
import { removeLeftovers } from './leftovers.ts';
import { observeChanges } from './observe.ts';
import { visitOverview } from './overview-visit.ts';
import type { Surroundings } from './surroundings.ts';
import { visitTags } from './tags-visit.ts';
import type { Visit } from './visit.ts';

export interface Controller {
  /** The address may have changed: looks, and follows. */
  checkAddress(): void;
}

interface Stay {
  readonly visit: Visit;
  readonly key: string;
  end(): void;
}

/** @param onOrphaned called when the extension is gone; whoever owns the signal aborts it then */
export function startController(
  surroundings: Surroundings,
  signal: AbortSignal,
  onOrphaned: () => void,
): Controller {
  const { document } = surroundings;
  let address: string | undefined;
  let stay: Stay | undefined;

  function checkAddress(): void {
    if (signal.aborted || document.URL === address) return;
    address = document.URL;
    const page = locate(address);
    const key = keyOf(page);
    if (stay && stay.key === key) stay.visit.moveTo(page);
    else {
      stay?.end();
      stay = begin(page, key);
    }
  }

  function begin(page: HubPage, key: string): Stay | undefined {
    const ending = new AbortController();
    const ended = AbortSignal.any([signal, ending.signal]);
    const visit = visitOf(page, ended);
    return visit && { visit, key, end: () => ending.abort() };
  }

  function visitOf(page: HubPage, ended: AbortSignal): Visit | undefined {
    switch (page.kind) {
      case 'tags':
        return visitTags(page, surroundings, ended, onOrphaned);
      case 'layers':
        return visitLayers(page, surroundings, ended, onOrphaned);
      case 'overview':
        // Only official images declare their tags in a list that is made by a program.
        return isOfficial(page.repository)
          ? visitOverview(page, surroundings, ended, onOrphaned)
          : undefined;
      case 'hardened':
      case 'other':
        return undefined;
    }
  }

  removeLeftovers(document.documentElement, () => false);
  observeChanges(
    document,
    (node) => stay?.visit.isOurs(node) ?? false,
    (changes) => {
      if (!surroundings.isAlive()) return onOrphaned();
      checkAddress();
      stay?.visit.change(changes);
    },
    signal,
  );
  checkAddress();
  return { checkAddress };
}

/** Addresses with one key are one visit: paging, filtering and sorting do not end it. */
function keyOf(page: HubPage): string {
  const repository = repositoryOf(page) ?? '';
  return page.kind === 'layers'
    ? `layers ${repository} ${page.tag} ${page.digest ?? ''}`
    : `${page.kind} ${repository}`;
}
