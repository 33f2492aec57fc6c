/** Whether node_modules is what the lock file says, so that a second run of any command starts at once. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * npm writes `node_modules/.package-lock.json` last, when everything stands: it is compared with `package-lock.json`,
 * package by package.
 * @param {string} root the project's folder
 */
export function dependenciesMatch(root) {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  if (!wanted) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed[path];
    return there ? there.version === entry.version : entry.optional && !isForThisMachine(entry);
  });
}

/** Optional packages are mostly binaries for one kind of machine; those without such a mark come only with another. */
function isForThisMachine(entry) {
  return (
    [entry.os].flat().includes(process.platform) &&
    [entry.cpu].flat().includes(process.arch) &&
    ![entry.libc].flat().includes(isMusl() ? 'glibc' : 'musl')
  );
}

function isMusl() {
  return process.platform === 'linux' && !process.report?.getReport().header.glibcVersionRuntime;
}

function packagesOf(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
