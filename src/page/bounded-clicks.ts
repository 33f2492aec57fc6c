/**
 * What clicks in our elements may cost. Their shadow roots are open and a page's script can click in them a thousand times
 * a second, so questions that go out for a click are bounded in time; a click beyond that is heeded when the time is over.
 */
import type { PageClient } from '../messaging/client.ts';
import { type Bounds, createPatience } from './patience.ts';

/** "Try again" and what each `Accept` header gets, together: the second sends four requests. */
const REQUESTS: Bounds = { limit: 10, window: 10_000 };
/** Opened and unfolded parts, which the worker draws and which cost no request. */
const OPENED: Bounds = { limit: 20, window: 1000 };

export function boundClicks(client: PageClient, signal: AbortSignal): PageClient {
  const request = bounded(REQUESTS, signal);
  const open = bounded(OPENED, signal);
  const look = bounded(OPENED, signal);
  return {
    ...client,
    retry: () => request(() => client.retry()),
    accepts: (repository, tag) => request(() => client.accepts(repository, tag)),
    opened: (repository, tags) => open(() => client.opened(repository, tags)),
    look: (repository, width, unfolded) => look(() => client.look(repository, width, unfolded)),
  };
}

/** Of what comes too often, the last is done when the window has passed. */
function bounded(bounds: Bounds, signal: AbortSignal): (ask: () => void) => void {
  let last = () => {};
  const key = {};
  const patience = createPatience<object>(() => last(), signal, bounds);
  return (ask) => {
    last = ask;
    if (patience.allows(key)) ask();
  };
}
