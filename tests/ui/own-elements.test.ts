import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, it } from 'vitest';

/**
 * A browser that translates a page replaces bare texts, and React goes on changing those that are gone, or fails where
 * it puts something in before one of them. A text that is alone in its element is safe, since React then writes the
 * content of the element.
 */
const root = join(import.meta.dirname, '../..');

interface Node {
  type: string;
  start: number;
  [name: string]: unknown;
}

/** What a child may be, and whether it may change. */
type Trait = 'text' | 'element' | 'changing' | 'several';

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function nodesIn(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function member(node: Node, name: string): Node {
  const found = node[name];
  if (!isNode(found)) throw new Error(`${node.type} has no ${name}`);
  return found;
}

function every(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of nodesIn(node)) every(child, visit);
}

/** The elements that a list is made into; null where it is made into something else. */
function bodyOfMap(call: Node): Node | null {
  const [callback] = Array.isArray(call.arguments) ? call.arguments.filter(isNode) : [];
  if (callback?.type !== 'ArrowFunctionExpression') return null;
  const body = member(callback, 'body');
  if (body.type !== 'BlockStatement') return body;
  const statements = Array.isArray(body.body) ? body.body.filter(isNode) : [];
  const last = statements.at(-1);
  return last?.type === 'ReturnStatement' && isNode(last.argument) ? last.argument : null;
}

class File {
  private readonly values = new Map<string, Node>();

  constructor(program: Node) {
    every(program, (node) => {
      if (node.type === 'VariableDeclarator' && isNode(node.init) && isNode(node.id)) {
        this.values.set(String(node.id.name), node.init);
      }
    });
  }

  traits(node: Node): Set<Trait> {
    switch (node.type) {
      case 'JSXText':
        return new Set(/\S/.test(String(node.value)) || !String(node.value).includes('\n') ? ['text'] : []);
      case 'JSXElement':
        return new Set(['element']);
      // What is in a fragment stands beside what is around it.
      case 'JSXFragment':
        return new Set(childrenOf(node).flatMap((child) => [...this.traits(child)]));
      case 'ChainExpression':
      case 'JSXExpressionContainer':
      case 'ParenthesizedExpression':
        return this.traits(member(node, 'expression'));
      case 'JSXEmptyExpression':
        return new Set();
      case 'Literal':
        return new Set(typeof node.value === 'string' || typeof node.value === 'number' ? ['text'] : []);
      case 'ConditionalExpression':
        return new Set(['changing', ...this.both(node, 'consequent', 'alternate')]);
      case 'LogicalExpression':
        return new Set(['changing', ...this.both(node, node.operator === '&&' ? 'right' : 'left', 'right')]);
      case 'CallExpression': {
        const callee = member(node, 'callee');
        const made = isNode(callee.property) && /^(?:flatM|m)ap$/.test(String(callee.property.name));
        const body = made ? bodyOfMap(node) : null;
        if (callee.name === 'children') return new Set(['element', 'changing']);
        return new Set([
          'changing',
          ...(body ? (['several', ...this.traits(body)] as const) : (['text'] as const)),
        ]);
      }
      case 'ArrayExpression':
        return new Set(nodesIn(node).flatMap((item) => [...this.traits(item)]));
      case 'Identifier': {
        const name = String(node.name);
        // What a component is given to show is looked at where it is given; what a hook gives is named a region.
        if (name === 'children' || name === 'bar' || name.endsWith('Region'))
          return new Set(['element', 'changing']);
        const value = this.values.get(name);
        return value ? this.traits(value) : new Set(['text', 'changing']);
      }
      default:
        return new Set(['text', 'changing']);
    }
  }

  private both(node: Node, one: string, other: string): Trait[] {
    return [one, other].flatMap((name) => [...this.traits(member(node, name))]);
  }
}

function childrenOf(node: Node): Node[] {
  return Array.isArray(node.children) ? node.children.filter(isNode) : [];
}

function nameOf(element: Node): string {
  return element.type === 'JSXElement' ? String(member(member(element, 'openingElement'), 'name').name) : '';
}

function parse(name: string, source: string): Node {
  const { program } = parseSync(name, source);
  if (!isNode(program)) throw new Error(`${name} cannot be read`);
  return program;
}

/** The components that show what they are given beside something else. */
function showsBeside(program: Node): string[] {
  const file = new File(program);
  const found: string[] = [];
  every(program, (outer) => {
    if (outer.type !== 'FunctionDeclaration') return;
    every(outer, (node) => {
      const shown = childrenOf(node).filter((child) => file.traits(child).size > 0);
      const given = shown.some((child) => isNode(child.expression) && child.expression.name === 'children');
      if (given && shown.length > 1) found.push(String(member(outer, 'id').name));
    });
  });
  return found;
}

/** Lines with a text that stands beside something, where one of them may change. */
function findBareTexts(source: string, program: Node, unsafe: ReadonlySet<string>): number[] {
  const file = new File(program);
  const lines: number[] = [];
  every(program, (node) => {
    if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return;
    const shown = childrenOf(node)
      .map((child) => file.traits(child))
      .filter((traits) => traits.size > 0);
    const hasText = shown.some((traits) => traits.has('text'));
    const isBeside =
      shown.some((traits) => traits.has('several')) ||
      (shown.length > 1 && shown.some((traits) => traits.has('changing')));
    if (hasText && (isBeside || unsafe.has(nameOf(node)))) {
      lines.push(source.slice(0, node.start).split('\n').length);
    }
  });
  return lines;
}

const sources = ['app', 'lib'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => join(folder, name)),
);

it('every text that stands beside something that changes has an element of its own', () => {
  const files = sources.map((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    return { file, source, program: parse(file, source) };
  });
  const unsafe = new Set(files.flatMap(({ program }) => showsBeside(program)));
  const bare = files.flatMap(({ file, source, program }) =>
    findBareTexts(source, program, unsafe).map((line) => `${file}:${line}`),
  );
  expect(bare).toEqual([]);
});

it.each([
  ['<p>Closes {time}</p>', true],
  ['<p>{count} of {total}</p>', true],
  ['<p>{isLate && <b>late</b>} today</p>', true],
  ['<p><b>{sign}</b> {isLate ? "late" : "early"}</p>', true],
  ['<p>{isLate ? <>since <b>{time}</b></> : null}<i>{name}</i></p>', true],
  ['<p>{names.map((name) => name.first)}<b>{last}</b></p>', true],
  ['<p>{pieces.map((piece) => piece.isName ? <b>{piece.text}</b> : piece.text)}</p>', true],
  ['<Card>{text}</Card>', true],
  ['<p>{text}</p>', false],
  ['<p>{[count, total].join(" of ")}</p>', false],
  ['<p>{isLate ? "late" : <b>early</b>}</p>', false],
  ['<p>Read <b>this</b> first</p>', false],
  ['<p><span>Closes </span>{isLate && <b>{time}</b>}</p>', false],
  ['<ul>{names.map((name) => <li key={name}>{name}</li>)}<li>{last}</li></ul>', false],
  ['<Card><p>{text}</p></Card>', false],
])('%s: a bare text is found: %s', (jsx, isFound) => {
  const source = `const view = ${jsx};`;
  const lines = findBareTexts(source, parse('some.tsx', source), new Set(['Card']));
  expect(lines.length > 0).toBe(isFound);
});
