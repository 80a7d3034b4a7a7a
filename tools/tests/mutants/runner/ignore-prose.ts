import type { Ignorer } from '@stryker-mutator/api/ignore';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What this rule reads of a node of Babel: https://github.com/babel/babel/blob/main/packages/babel-parser/ast/spec.md */
interface SyntaxNode {
  readonly type: string;
  readonly name?: string;
  readonly key?: SyntaxNode;
  readonly callee?: SyntaxNode;
  readonly properties?: readonly SyntaxNode[];
  readonly arguments?: readonly SyntaxNode[];
}

interface SyntaxPath {
  readonly node: SyntaxNode;
  readonly parent?: SyntaxNode;
}

const errors = new Set<string | undefined>(['Error', 'RangeError', 'TypeError']);

const isDetail = ({ type, key }: SyntaxNode): boolean => type === 'ObjectProperty' && key?.name === 'detail';

const hasOnlyDetail = ({ type, properties = [] }: SyntaxNode): boolean =>
  type === 'ObjectExpression' && properties.length === 1 && properties.every(isDetail);

const isMessage = ({ node, parent }: SyntaxPath): boolean =>
  parent?.type === 'NewExpression' && errors.has(parent.callee?.name) && parent.arguments?.[0] === node;

/** Sentences for people are not asserted word by word: the `detail` of an error, and the message of a programming mistake. */
export const proseIgnorer: Ignorer = {
  shouldIgnore(path) {
    const { node, parent } = path as unknown as SyntaxPath;
    const isProse = isDetail(node) || hasOnlyDetail(node) || isMessage({ node, ...(parent && { parent }) });
    return isProse ? 'a sentence for people' : undefined;
  },
};

/** How Stryker finds the rule: https://stryker-mutator.io/docs/stryker-js/disable-mutants */
export const ignoreProse = declareValuePlugin(PluginKind.Ignore, 'prose', proseIgnorer);
