// The folder under test: which files it holds, and what an address written in one of them means.
import fs from 'node:fs';
import path from 'node:path';

/** Every file below a folder, as paths relative to it with `/`, sorted. */
export function filesOf(root) {
  const files = [];
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const at = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) walk(at);
      else files.push(at);
    }
  };
  walk('');
  return files.sort();
}

/** Addresses in a style sheet. */
export function addressesOfStyle(text) {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const pattern = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g;
  return [...bare.matchAll(pattern)].map((match) => match.slice(1).find((part) => part !== undefined) ?? '');
}

/**
 * Where an address in the file `from` leads: `{ outside }` for telephone, mail and other sites, `{ fault }` where it
 * would not open from disk, else `{ file, anchor }`.
 */
export function resolve(files, from, address) {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address);
  if (scheme && /^(tel|mailto|data|https?)$/i.test(scheme[1])) return { outside: scheme[1].toLowerCase() };
  if (scheme) return { fault: 'an address of another kind' };
  if (address.startsWith('/')) return { fault: 'begins with / and so leaves the folder' };
  let name;
  let anchor;
  try {
    [name, anchor = ''] = address.split('#').map(decodeURIComponent);
  } catch {
    return { fault: 'is badly percent-encoded' };
  }
  name = name.replace(/\?.*$/, '');
  if (name === '') return anchor === '' ? { fault: 'is empty' } : { file: from, anchor };
  const file = path.posix.join(path.posix.dirname(from), name);
  if (file.startsWith('..')) return { fault: 'leaves the folder' };
  if (files.has(file)) return { file, anchor };
  const folder = file === '.' || file === './' ? '' : file.replace(/\/?$/, '/');
  const isFolder = folder === '' || [...files].some((one) => one.startsWith(folder));
  return { fault: isFolder ? 'names a folder, not a file' : 'leads to no file' };
}
