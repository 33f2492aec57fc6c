import type { SessionStorage } from '../../src/platform/storage.ts';
import { FakeStorage } from './fake-storage.ts';

/** `storage.session` in memory. */
export class FakeSession extends FakeStorage implements SessionStorage {
  async remove(key: string): Promise<void> {
    if (this.broken) throw this.broken;
    this.kept.delete(key);
  }
}
