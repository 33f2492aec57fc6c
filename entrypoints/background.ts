import { defineBackground } from 'wxt/utils/define-background';
import { accountPlaces } from '../src/background/account-places.ts';
import { openStore } from '../src/background/database.ts';
import { keptCircuits } from '../src/background/kept-circuits.ts';
import { createWorker } from '../src/background/worker.ts';
import { createCircuits } from '../src/http/circuit.ts';
import { createHubClient } from '../src/hub/client.ts';
import { serve } from '../src/messaging/server.ts';
import { signOfLife } from '../src/platform/awake.ts';
import { markMissingAccess } from '../src/platform/badge.ts';
import { browser } from '../src/platform/browser.ts';
import { systemClock as clock } from '../src/platform/clock.ts';
import { systemConnectivity } from '../src/platform/connectivity.ts';
import { offerContextMenu, type Selection } from '../src/platform/context-menu.ts';
import { consoleLog, errorName, logOnce } from '../src/platform/log.ts';
import { machineArchitecture } from '../src/platform/machine.ts';
import { systemPatience } from '../src/platform/patience.ts';
import { hostPermissions } from '../src/platform/permissions.ts';
import { portHost } from '../src/platform/ports.ts';
import { closeToPages, extensionStorage, sessionStorage } from '../src/platform/storage.ts';
import { createRegistryClient } from '../src/registry/client.ts';
import { listMaker } from '../src/text/list-maker.ts';
import { createText } from '../src/text/text.ts';
import { pageLooks } from '../src/ui/annotation/page-looks.ts';
import { popupAddress, selectedSubject } from '../src/ui/popup/opened-for.ts';
import { drawSheet } from '../src/ui/sheet/draw-sheet.ts';

/** The worker. A browser that wakes it for an event wants every handler in place when this function returns. */
export default defineBackground(() => {
  const log = logOnce(consoleLog);
  const now = () => clock.now();
  const text = createText((key, substitutions) => browser.i18n.getMessage(key, substitutions));
  const permissions = hostPermissions(browser);
  const session = sessionStorage(browser);
  const memory = keptCircuits(session, log);
  const circuits = createCircuits({ now, random: systemPatience.random, memory });
  const http = {
    circuits,
    patience: systemPatience,
    fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
    now,
    online: systemConnectivity.online,
    permitted: permissions.has,
    barred: permissions.barred,
    onProgress: signOfLife(browser, clock),
  };
  const worker = createWorker({
    clock,
    log,
    storage: extensionStorage(browser),
    session,
    store: openStore(clock, log),
    accountPlaces: accountPlaces(session),
    circuits,
    registry: (wiring) => createRegistryClient({ ...http, ...wiring }),
    hub: (wiring) => createHubClient({ ...http, ...wiring }),
    architecture: () => machineArchitecture(browser),
    drawSheet: drawSheet(text, now),
    makeList: listMaker(text, now),
  });
  serve({
    host: portHost(browser),
    sessions: worker.sessions,
    log,
    access: permissions,
    looks: pageLooks(text, now),
  });
  systemConnectivity.onBack(worker.retry);
  permissions.onGiven(worker.retry);
  permissions.onTaken(worker.retry);
  const titles = { usual: text('extensionName'), missing: text('accessMissing') };
  markMissingAccess(browser, permissions, titles, log);
  void closeToPages(browser);
  const openFor = (selection: Selection) => {
    const subject = selectedSubject(selection.text, selection.pageAddress);
    browser.tabs
      .create({ url: browser.runtime.getURL(popupAddress(subject)) })
      .catch((thrown: unknown) => log.warn('no tab opened', { error: errorName(thrown) }));
  };
  offerContextMenu(browser, text('contextMenuTitle'), openFor, log);
});
