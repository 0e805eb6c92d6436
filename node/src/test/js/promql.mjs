// promql.mjs <file>: the file is a JSON list of {expr}; prints for each what Prometheus' own parser makes of it, a line of JSON each:
// {errors, selectors: [{metric, labels: [{name, value}]}], groupings}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { EditorState } = require('@codemirror/state');
const { ensureSyntaxTree } = require('@codemirror/language');
const { promQLLanguage, LanguageType } = require('@prometheus-io/codemirror-promql');
const { Parser } = require('@prometheus-io/codemirror-promql/dist/cjs/parser');

const language = promQLLanguage(LanguageType.PromQL);

function selector(node, text) {
  const name = node.getChild('Identifier');
  const labels = [];
  node.cursor().iterate(({ node: inner }) => {
    if (inner.name === 'UnquotedLabelMatcher') {
      labels.push({ name: text(inner.getChild('LabelName')), value: text(inner.getChild('StringLiteral')).slice(1, -1) });
    }
  });
  return { metric: name ? text(name) : '', labels };
}

function read({ expr }) {
  const state = EditorState.create({ doc: expr, extensions: language });
  const tree = ensureSyntaxTree(state, expr.length, 5000);
  const parser = new Parser(state);
  // On a busy machine the state holds the beginning of the tree only: parsing for it ends after some milliseconds.
  parser.tree = tree;
  parser.analyze();
  const answer = { errors: parser.getDiagnostics().map((found) => found.message), selectors: [], groupings: [] };
  const text = (node) => expr.slice(node.from, node.to);
  tree.iterate({
    enter({ node }) {
      if (node.type.isError) answer.errors.push(`syntax error at ${node.from}`);
      if (node.name === 'VectorSelector') answer.selectors.push(selector(node, text));
      if (node.name === 'GroupingLabels') answer.groupings.push(...node.getChildren('LabelName').map(text));
    },
  });
  return answer;
}

for (const query of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  console.log(JSON.stringify(read(query)));
}
