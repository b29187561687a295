import { parseSync } from 'oxc-parser';

/** A sentence somebody can read, and its place; lines count from 1. */
export interface Sentence {
  line: number;
  text: string;
}

interface Node {
  type: string;
  start: number;
  [name: string]: unknown;
}

/** Attributes whose text is shown or read out. */
const readAttributes =
  /^(label|title|placeholder|alt|description|help|message|aria-(label|description|roledescription|valuetext|placeholder))$/;
/** Properties that carry a sentence, in graders' feedback and in answers. */
const readProperties = /^(message|sentence|label|title|text|help|lead)$/;
/** A constant that holds what people read. */
const messagesName = /messages$/i;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  return String(value.name ?? value.value ?? '');
}

/** The words of a string or a template; what a template puts in is shown as an ellipsis. */
function textOf(node: Node): string | null {
  if (node.type === 'JSXText' || (node.type === 'Literal' && typeof node.value === 'string')) {
    return String(node.value).replace(/\s+/g, ' ').trim();
  }
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null;
  return node.quasis
    .map((quasi: { value: { cooked: string } }) => quasi.value.cooked)
    .join('…')
    .trim();
}

/** Whether everything written below a node is for people. */
function isRead(node: Node): boolean {
  switch (node.type) {
    case 'JSXText':
      return true;
    case 'JSXAttribute':
      return readAttributes.test(nameOf(node.name));
    case 'Property':
      return readProperties.test(nameOf(node.key));
    case 'VariableDeclarator':
      return messagesName.test(nameOf(node.id));
    case 'CallExpression':
      return /^(refuse|stopWith)$/.test(nameOf(node.callee));
    case 'NewExpression':
      return /Error$/.test(nameOf(node.callee));
    default:
      return false;
  }
}

/** The parts of a node that are read: not the code of a refusal, nor names. */
function readParts(node: Node): Node[] {
  const first = Array.isArray(node.arguments) ? node.arguments[0] : null;
  const isRefusal = node.type === 'CallExpression' && nameOf(node.callee) === 'refuse';
  const names = [node.key, node.callee, node.name, isRefusal ? first : null];
  return childrenOf(node).filter((child) => !names.includes(child));
}

/**
 * Every sentence of a source file that a person can read, in its order: messages, refusals, text and read attributes
 * of JSX, feedback, and what errors say. Found by syntax, so it may hold a word too many, wherever files move.
 */
export function sentencesOf(fileName: string, source: string): Sentence[] {
  const { program } = parseSync(fileName, source);
  const found = new Map<number, string>();
  const walk = (node: Node, isBelowRead: boolean) => {
    const isReadHere = isBelowRead || isRead(node);
    const text = isReadHere ? textOf(node) : null;
    if (text && /\p{L}{2}/u.test(text)) found.set(node.start, text);
    // A comparison and the choice of a branch are for the machine.
    const children = isReadHere ? readParts(node) : childrenOf(node);
    for (const child of children)
      walk(child, isReadHere && child !== node.test && node.type !== 'BinaryExpression');
  };
  if (isNode(program)) walk(program, false);
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([start, text]) => ({ line: source.slice(0, start).split('\n').length, text }));
}
