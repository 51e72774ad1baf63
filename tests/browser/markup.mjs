// Whether pages are correct HTML and their scripts open in old browsers, told from the text alone.
import * as acorn from 'acorn';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

// Where the presets ask for what a page on a disk should not do.
const RULES = {
  // Pages are read as written; hashes beside local files would only break a copied folder.
  'require-sri': 'off',
  // The title is the record's title, and those are long by custom.
  'long-title': 'off',
  // Charts carry their lengths as attributes of SVG; `focusable` keeps IE from stopping at each.
  'svg-focusable': 'off',
  // Telephone numbers here are words of Chinese sentences; a style keeps them in one line.
  'tel-non-breaking': 'off',
  // Where a template puts a line break is not the reader's concern.
  'no-trailing-whitespace': 'off',
  // `&` and quotes are allowed where HTML allows them.
  'no-raw-characters': ['error', { relaxed: true }],
};

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
    rules: RULES,
  }),
);

/** What is wrong with the HTML of a page. */
export async function htmlFaults(text, page) {
  const report = await validator.validateString(text, page);
  return report.results
    .flatMap((result) => result.messages)
    .filter((message) => message.severity === 2)
    .map((message) => `line ${message.line}: ${message.ruleId}: ${message.message}`);
}

/** Why an IE-mode browser or an old 360 could not read a script. */
export function scriptFaults(code) {
  try {
    acorn.parse(code, { ecmaVersion: 5, sourceType: 'script' });
    return [];
  } catch (error) {
    return [`is not ECMAScript 5: ${error.message}`];
  }
}
