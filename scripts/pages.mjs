/** Writes the rule and theory pages as users see them: `<family>/<rule>.md` and `theory/<topic>.md`, with what they show. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A line that tells the tests what the next line must give; the same as `MARK_LINE` in the core. */
const MARK_LINE = /^\s*#\s*(?:ruleid|ok|todoruleid|todook):.*\n?/gm;
const LINK = /(\]\()([^)\s]+)(\))/g;

/**
 * @param {string} root the project's folder
 * @param {string} target where the pages go; what was there before is removed
 */
export function writePages(root, target) {
  const rules = join(root, 'rules');
  rmSync(target, { recursive: true, force: true });

  /** Where a file of the project stands among the pages. */
  const targetOf = (file) => {
    const [family, ...rest] = relative(rules, file).split(sep);
    return rest.at(-1) === 'rule.md' ? join(target, family, `${rest[0]}.md`) : join(target, family, ...rest);
  };

  /** Has a relative link lead to the same thing from the page's new place. */
  const moved = (link, page) => {
    if (/^(?:[a-z]+:|#)/.test(link)) return link;
    const [path, fragment] = link.split('#');
    const file = resolve(dirname(page), path);
    // A dead link is for the tests to find: a rule may have a page before what it refers to has one.
    if (relative(rules, file).startsWith('..') || !existsSync(file)) return link;
    if (!file.endsWith('.md')) copy(file, targetOf(file));
    const from = dirname(targetOf(page));
    const destination = relative(from, targetOf(file)).split(sep).join('/');
    return fragment === undefined ? destination : `${destination}#${fragment}`;
  };

  for (const page of pagesIn(rules)) {
    const text = readFileSync(page, 'utf8').replace(MARK_LINE, '');
    write(
      targetOf(page),
      replaceLinks(text, (link) => moved(link, page)),
    );
  }
}

function pagesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pagesIn(path);
    return entry.name === 'rule.md' || (folder.endsWith(`${sep}theory`) && entry.name.endsWith('.md')) ? [path] : [];
  });
}

/** What stands in code is no link. */
function replaceLinks(text, replace) {
  return text
    .split(/(^```[\s\S]*?^```|`[^`\n]*`)/m)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(LINK, (_, open, link, close) => open + replace(link) + close),
    )
    .join('');
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
