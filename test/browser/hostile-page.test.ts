import { expect, it } from 'vitest';
import { expectedTag } from './expected.ts';
import { MEMBERS, visitHostile } from './hostile-pages.ts';
import type { BrowserPage } from './page.ts';
import { expectRight, tagsOfPage } from './rows.ts';
import { inBrowsers } from './session.ts';
import { annotationOf, openSheet } from './sheet.ts';
import { annotations, settledRows } from './surface.ts';

const NGINX = 'library/nginx';
/** Milliseconds. Firefox takes some seconds for three thousand annotations, and the machine may have others. */
const LONG = 100_000;

inBrowsers('a hostile page', (session) => {
  const prepare = () => {
    const repository = session.freshCopy(NGINX);
    return { repository, tags: tagsOfPage(repository) };
  };

  it('whose elements are named like what is read of them', async () => {
    const { repository, tags } = prepare();
    const page = await visitHostile(
      session,
      repository,
      `const trap = (form) => { for (const name of ${JSON.stringify(MEMBERS)}) {
         const input = document.createElement('input');
         input.name = name;
         input.type = 'hidden';
         Node.prototype.appendChild.call(form, input);
       } };
       const rows = list('form');
       for (const form of [rows, ...rows.querySelectorAll('form')]) trap(form);
       show(rows);
       const names = ${JSON.stringify(MEMBERS)};
       const traps = document.createElement('div');
       traps.innerHTML = names.map((name) => '<img name="' + name + '">').join('')
         + '<form id="browser"><input name="runtime" id="runtime"></form><a id="chrome"></a><a id="digest-lens"></a>';
       const add = Node.prototype.appendChild.bind(document.body);
       Object.prototype.polluted = 'yes';
       Object.prototype.state = 'failed';
       add(traps);
       window.disarm = () => Element.prototype.remove.call(traps);`,
    );
    await page.waitFor(
      'confirmed rows',
      (count: number) =>
        Document.prototype.querySelectorAll.call(document, 'digest-lens[data-evidence="registry"]')
          .length === count,
      tags.length,
    );
    // In the page's own world the names do stand in the way, or nothing was shown.
    const shadowed = await page.evaluate(() => {
      const form = Document.prototype.querySelector.call(document, 'form');
      const seen = [typeof form?.closest, typeof document.createElement, String(document.body)];
      Reflect.get(window, 'disarm')();
      return seen;
    }, undefined);
    expect(shadowed).toEqual(['object', 'object', '[object HTMLImageElement]']);
    expectRight(await settledRows(page, tags), repository);
  });

  it('that has our element’s name for its own', async () => {
    // What its constructor and callbacks come to is told as the page's mistake. None of it is ours.
    session.expectConsole(/the page’s own|NotSupportedError/);
    const { repository, tags } = prepare();
    const page = await visitHostile(
      session,
      repository,
      `const fail = (what) => { throw new Error('the page’s own ' + what); };
       customElements.define('digest-lens', class extends HTMLElement {
         static disabledFeatures = ['shadow'];
         static observedAttributes = ['data-state', 'data-digest'];
         constructor() { super(); this.attachShadow({ mode: 'closed' }); }
         connectedCallback() { fail('connected'); }
         disconnectedCallback() { fail('disconnected'); }
         attributeChangedCallback() { fail('changed'); }
       });
       show(list());`,
    );
    expectRight(await settledRows(page, tags), repository);
    expect(
      await page.evaluate(
        (tag) => document.querySelector(`digest-lens[data-tag="${tag}"]`)?.shadowRoot !== null,
        tags[0],
      ),
    ).toBe(true);
  });

  it('that copies, moves and imitates our elements', async () => {
    const { repository, tags } = prepare();
    const [first = '', second = ''] = tags;
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tags);
    session.standin.forget();
    await page.evaluate(
      ([from = '', to = '']) => {
        const one = document.querySelector(`digest-lens[data-tag="${from}"]`);
        const other = document.querySelector(`digest-lens[data-tag="${to}"]`);
        if (!one || !other) throw new Error('no annotations');
        const copy = one.cloneNode(true);
        other.after(copy);
        // Another tag's row.
        other.after(one);
        const fake = document.createElement('digest-lens');
        for (const { name, value } of other.attributes) fake.setAttribute(name, value);
        fake.setAttribute('data-tag', '__fake');
        fake.attachShadow({ mode: 'open' }).innerHTML =
          '<button data-copies="evil" data-action="ask-accepts">try</button>';
        document.body.append(fake);
        fake.shadowRoot?.querySelector('button')?.click();
        const unmarked = document.createElement('digest-lens');
        unmarked.id = 'unmarked';
        document.body.append(unmarked);
      },
      [first, second],
    );
    await page.waitFor(
      'the page’s own alone beside ours',
      () => document.querySelectorAll('digest-lens:not([data-tag])').length === 1,
      undefined,
    );
    await page.evaluate(() => document.querySelector('#unmarked')?.remove(), undefined);
    expectRight(await settledRows(page, tags), repository);
    const home = await page.evaluate((tag) => {
      const row = document
        .querySelector(`digest-lens[data-tag="${tag}"]`)
        ?.closest('[data-testid="repotagsTagListItem"]');
      return row?.querySelector('a[data-testid="navToImage"]')?.textContent;
    }, first);
    expect(home).toBe(first);
    expect(session.standin.requests.filter(({ kind }) => kind !== 'page')).toEqual([]);
  });

  it('that takes our elements off whenever they come, until it tires', async () => {
    const { repository, tags } = prepare();
    const page = await visitHostile(
      session,
      repository,
      `show(list());
       window.taken = 0;
       const observer = new MutationObserver(() => {
         for (const one of document.querySelectorAll('digest-lens')) { one.remove(); window.taken += 1; }
       });
       observer.observe(document, { childList: true, subtree: true });
       addEventListener('tire', () => observer.disconnect());`,
    );
    // The page lives on between: a timer of its own comes, and a person could click.
    await page.waitFor('elements taken', () => Reflect.get(window, 'taken') > 100, undefined);
    await page.evaluate(() => dispatchEvent(new Event('tire')), undefined);
    expectRight(await settledRows(page, tags), repository);
  });

  it('that puts back an imitation whenever it goes', async () => {
    const { repository, tags } = prepare();
    const page = await visitHostile(
      session,
      repository,
      `show(list());
       window.back = 0;
       const fake = document.createElement('digest-lens');
       for (const name of ['repository', 'tag', 'state']) fake.setAttribute('data-' + name, 'x');
       const observer = new MutationObserver(() => {
         if (!fake.isConnected) { document.body.append(fake); window.back += 1; }
       });
       observer.observe(document, { childList: true, subtree: true });
       document.body.append(fake);
       addEventListener('tire', () => { observer.disconnect(); fake.remove(); });`,
    );
    await page.waitFor('a fight', () => Reflect.get(window, 'back') > 100, undefined);
    await page.evaluate(() => dispatchEvent(new Event('tire')), undefined);
    expectRight(await settledRows(page, tags), repository);
  });

  it('whose rows come and go, and are others’ rows, with each frame', async () => {
    const { repository, tags } = prepare();
    const page = await visitHostile(
      session,
      repository,
      `let frames = 0;
       const flap = () => {
         frames += 1;
         if (frames > 120) { show(list()); window.isOver = true; return; }
         if (frames % 3 === 0) show(document.createElement('div'));
         else if (frames % 3 === 1) show(list());
         else {
           // As virtual lists do: the same elements for other tags.
           const links = [...document.querySelectorAll('a[data-testid]')];
           for (const [at, link] of links.entries()) {
             const tag = page.tags[(at + frames) % page.tags.length];
             link.textContent = tag;
             link.href = link.href.replace(/[^/]+(?=\\/images)/, tag);
             link.closest('[data-testid="repotagsTagListItem"]')?.lastElementChild
               ?.setAttribute('data-testid', 'repotagsImageList-' + tag);
           }
         }
         requestAnimationFrame(flap);
       };
       requestAnimationFrame(flap);`,
    );
    await page.front();
    await page.waitFor('the last frame', () => Reflect.get(window, 'isOver') === true, undefined);
    expectRight(await settledRows(page, tags), repository);
    expect(await misplaced(page)).toBe(0);
  });

  it('that reaches into our open shadow roots', async () => {
    const { repository, tags } = prepare();
    const [tag = ''] = tags;
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tags);
    session.standin.forget();
    await page.evaluate(() => {
      for (const { shadowRoot } of document.querySelectorAll('digest-lens')) {
        const form = document.createElement('form');
        form.innerHTML =
          '<input name="closest"><button type="button" data-action="read-manifest"></button>';
        shadowRoot?.querySelector('.lens')?.append(form);
        form.click();
        form.querySelector('button')?.click();
        shadowRoot?.replaceChildren();
      }
      dispatchEvent(new Event('site:theme'));
    }, undefined);
    await page.waitFor(
      'annotations drawn for the other theme',
      () =>
        [...document.querySelectorAll('digest-lens')].every(
          ({ shadowRoot }) => shadowRoot?.querySelectorAll('[data-theme="dark"]').length === 1,
        ),
      undefined,
    );
    await openSheet(page, annotationOf(tag));
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('that clicks in our elements a thousand times', async () => {
    const { repository, tags } = prepare();
    const [tag = ''] = tags;
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tags);
    await openSheet(page, annotationOf(tag));
    session.standin.forget();
    await page.evaluate(async (wanted) => {
      const root = document.querySelector(`digest-lens[data-tag="${wanted}"]`)?.shadowRoot;
      for (let turn = 0; turn < 1_000; turn += 1) {
        const ask = root?.querySelector<HTMLElement>('[data-action="ask-accepts"]');
        ask?.click();
        if (turn % 10 === 0) await new Promise((done) => setTimeout(done));
      }
    }, tag);
    await page.waitFor(
      'answers',
      (wanted) =>
        document
          .querySelector(`digest-lens[data-tag="${wanted}"]`)
          ?.shadowRoot?.querySelector('[data-action="ask-accepts"]:not([aria-disabled])') !== null,
      tag,
    );
    // Ten times in ten seconds, four questions each.
    expect(session.standin.requestsOf('head').length).toBeLessThanOrEqual(44);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('of three thousand rows', { timeout: 180_000 }, async () => {
    const { manifests, tags } = session.standin.world.repository(NGINX);
    const digests = [...tags.values()].map(({ digest }) => digest);
    const names = Array.from({ length: 3_000 }, (_, at) => `generated-${at}`);
    const repository = session.standin.world.addRepository({
      name: 'example/many',
      date: '2024-05-14',
      tags: new Map(names.map((name, at) => [name, digests[at % digests.length] ?? ''])),
      manifests,
    });
    const page = await visitHostile(session, repository, 'show(list());', names);
    await page.front();
    await page.waitFor(
      'an annotation for each',
      () => document.querySelectorAll('digest-lens').length === 3_000,
      undefined,
      LONG,
    );
    const confirmed = (tag: string) =>
      page.waitFor(
        `${tag} confirmed once it is in sight`,
        (wanted: string) => {
          const one = document.querySelector<HTMLElement>(`digest-lens[data-tag="${wanted}"]`);
          one?.scrollIntoView();
          return one?.dataset['evidence'] === 'registry';
        },
        tag,
        LONG,
      );
    await confirmed('generated-0');
    await confirmed('generated-2999');
    const shown = await annotations(page);
    expect(shown.map(({ tag }) => tag)).toEqual(names);
    expect(shown.at(-1)?.['digest']).toBe(expectedTag(repository, 'generated-2999').digest);
    expect(session.standin.requestsOf('head').length).toBeLessThan(1_200);
  });
});

/** Annotations that stand in the row of another tag. */
function misplaced(page: BrowserPage): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('digest-lens')].filter((one) => {
        const row = one.closest('[data-testid="repotagsTagListItem"]');
        const name = row?.querySelector('a[data-testid="navToImage"]')?.textContent;
        return name !== one.dataset['tag'];
      }).length,
    undefined,
  );
}
