import { beforeEach, describe, expect, it } from 'vitest';
import type { TagsAddress } from '../../src/messaging/protocol.ts';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

describe('a tags page whose rows are still to come', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
    rig.docker.tag('1.27', rig.docker.index(PLATFORMS, 'build 2'));
    rig.docker.tag('1.26', rig.docker.index(PLATFORMS, 'build 1'));
  });

  /** A visit of before, which saw these rows confirmed. */
  async function visit(address: TagsAddress, ...tags: string[]): Promise<void> {
    const page = rig.page();
    page.arrive(nginx, address, tags);
    await rig.until('the rows are confirmed', () => page.isSettled(...tags));
    page.close();
  }

  it('is told of the rows that its address will bring, and nothing is asked for them', async () => {
    const page = rig.page();
    page.arrive(nginx, { page: 1 });
    await rig.until('the rows are told', () => page.views.size === 2);
    expect(page.view('1.27')).toMatchObject({ state: 'loading', evidence: 'hub' });
    expect(page.view('1.26')).toMatchObject({ state: 'loading', evidence: 'hub' });
    await rig.rest();
    expect(rig.docker.count('head')).toBe(0);
    page.arrive(nginx, { page: 1 }, ['1.27', '1.26']);
    await rig.until('all rows are told', () => page.isSettled('1.27', '1.26'));
    expect(page.view('1.27')).toMatchObject({ state: 'ready', evidence: 'registry' });
  });

  it('is told nothing of rows that the address does not bring', async () => {
    const page = rig.page();
    page.arrive(nginx, { page: 2 });
    await rig.rest();
    expect(page.views.size).toBe(0);
  });

  it('is told of those that stood at its address last, confirmed as they are', async () => {
    await visit({ page: 1, name: '1.2' }, '1.26');
    const again = rig.page();
    again.arrive(nginx, { page: 1, name: '1.2' });
    await rig.until('the row is told', () => again.views.size > 0);
    expect([...again.views.keys()]).toEqual(['1.26']);
    expect(again.view('1.26')).toMatchObject({ state: 'ready', evidence: 'registry' });
    expect(rig.docker.count('head')).toBe(1);
  });

  it('is told of them in the order of the page, wherever that was scrolled to', async () => {
    const page = rig.page();
    page.arrive(nginx, { page: 1, name: '1' }, ['1.27', '1.26']);
    await rig.until('the rows are confirmed', () => page.isSettled('1.27', '1.26'));
    page.arrive(nginx, { page: 1, name: '1' }, ['1.26', '1.27']);
    await rig.rest();
    page.close();
    const again = rig.page();
    again.arrive(nginx, { page: 1, name: '1' });
    await rig.until('the rows are told', () => again.views.size > 0);
    expect([...again.views.keys()]).toEqual(['1.27', '1.26']);
  });

  it('is told of those that were there as all was forgotten, and are there still', async () => {
    const page = rig.page();
    page.arrive(nginx, { page: 1, name: '1' }, ['1.26']);
    await rig.until('the row is confirmed', () => page.isSettled('1.26'));
    const options = rig.popup();
    options.ask('clear');
    await rig.until('it is cleared', () => options.stored.length === 1);
    await rig.until('the row is confirmed anew', () => rig.docker.count('head') === 2);
    await rig.rest();
    const again = rig.page();
    again.arrive(nginx, { page: 1, name: '1' });
    await rig.until('the row is told', () => again.views.size > 0);
    expect([...again.views.keys()]).toEqual(['1.26']);
  });

  it('is told of no row that was forgotten', async () => {
    await visit({ page: 1, name: '1.2' }, '1.26');
    const options = rig.popup();
    options.ask('clear');
    await rig.until('it is cleared', () => options.stored.length === 1);
    const again = rig.page();
    again.arrive(nginx, { page: 1, name: '1.2' });
    await rig.rest();
    expect(again.views.size).toBe(0);
  });
});
