/**
 * The worker's end of both protocols: who may ask what, and that every question is one. Which sender may open which port
 * follows from what the browser says of it, never from what it says itself.
 */
import * as v from 'valibot';
import { locate, repositoryOf } from '../core/hub-location.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { Log } from '../platform/log.ts';
import type { Port, PortHost, PortSender } from '../platform/ports.ts';
import {
  type BarredPages,
  createBarredPages,
  refusal,
  revival,
  type SiteAccess,
} from './barred-pages.ts';
import type { PageLooks } from './drawn.ts';
import { createPageDrawings } from './page-drawing.ts';
import { createPortLimit, type PortLimit } from './port-limit.ts';
import { PAGE_PORT, type PageAnswer, POPUP_PORT, type PopupAnswer } from './protocol.ts';
import { type CheckedPageRequest, pageRequest } from './schemas-page.ts';
import { type CheckedPopupRequest, popupRequest } from './schemas-popup.ts';
import { createBriefAnswers } from './told-groups.ts';

/** What the worker does for one open port. */
export interface Session<Request> {
  ask(request: Request): void;
  /** The asker is gone; nothing can be told to it any more. */
  end(): void;
}

export interface Sessions {
  page(answer: (message: PageAnswer) => void): Session<CheckedPageRequest>;
  popup(answer: (message: PopupAnswer) => void): Session<CheckedPopupRequest>;
}

const HUB_ORIGIN = 'https://hub.docker.com';

export interface ServeOptions {
  readonly host: PortHost;
  readonly sessions: Sessions;
  readonly log: Log;
  readonly access: SiteAccess;
  readonly looks: PageLooks;
}

/** Answers every port from now on. To be called while the worker starts, before anything is awaited. */
export function serve({ host, sessions, log, access, looks }: ServeOptions): void {
  const of = {
    sessions,
    log,
    limit: createPortLimit(),
    barred: createBarredPages(access),
    draw: createPageDrawings(looks),
  };
  host.onOpen((port) => {
    if (port.name === PAGE_PORT && isHubPage(port.sender)) servePage(port, of);
    else if (port.name === POPUP_PORT && port.sender.url?.startsWith(host.ownPages)) {
      servePopup(port, { sessions, log });
    } else {
      log.warn('port refused');
      port.close();
    }
  });
}

function servePopup(port: Port, { sessions, log }: Pick<ServeOptions, 'sessions' | 'log'>): void {
  let brief = createBriefAnswers();
  const session = sessions.popup((answer) => port.post(brief(answer)));
  const ask = (request: CheckedPopupRequest) => {
    if (request.type === 'retell') brief = createBriefAnswers();
    session.ask(request);
  };
  listen(port, popupRequest, { ask, end: session.end }, log);
}

interface PageServer {
  readonly sessions: Sessions;
  readonly log: Log;
  readonly limit: PortLimit;
  readonly barred: BarredPages;
  readonly draw: ReturnType<typeof createPageDrawings>;
}

function servePage(port: Port, { sessions, log, limit, barred, draw }: PageServer): void {
  const allowed = repositoryOfSender(port.sender);
  const drawing = draw((message) => port.post(message));
  const session = sessions.page(drawing.tell);
  const close = () => {
    end();
    port.close();
  };
  const countOut = limit.add(port.sender.tabId, close);
  let isOver = false;
  /** What was last refused, by its type. */
  const refused = new Map<string, CheckedPageRequest>();
  let forget: (() => void) | undefined;
  const end = () => {
    isOver = true;
    countOut();
    forget?.();
    session.end();
    drawing.end();
  };
  const revive = () => {
    for (const request of refused.values()) post(revival(request));
    close();
  };
  const post = (answer: PageAnswer | undefined) => answer && drawing.tell(answer);
  const refuse = async (request: CheckedPageRequest) => {
    const isHidden = port.sender.tabUrl === undefined && (await barred.isBarred());
    if (isOver) return;
    if (isHidden) {
      refused.set(request.type, request);
      drawing.heed(request);
      forget ??= barred.keep(revive);
      post(refusal(request));
      return;
    }
    // The browser may have told us the tab's address from before a client-side navigation: a new port will know.
    log.warn('page asked for another repository');
    close();
  };
  const ask = (request: CheckedPageRequest) => {
    if (!('repository' in request) || request.repository === allowed) {
      drawing.heed(request);
      session.ask(request);
    } else void refuse(request);
  };
  listen(port, pageRequest, { ask, end }, log);
}

function listen<Request>(
  port: Port,
  schema: v.GenericSchema<unknown, Request>,
  session: Session<Request>,
  log: Log,
): void {
  port.onMessage((message) => {
    const parsed = v.safeParse(schema, message);
    if (parsed.success) session.ask(parsed.output);
    else log.warn('message ignored');
  });
  port.onClose(() => session.end());
}

function isHubPage(sender: PortSender): boolean {
  return sender.url !== undefined && URL.parse(sender.url)?.origin === HUB_ORIGIN;
}

function repositoryOfSender(sender: PortSender): RepositoryName | undefined {
  const url = sender.tabUrl ?? sender.url;
  return url === undefined ? undefined : repositoryOf(locate(url));
}
