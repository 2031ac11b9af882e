/** Longest YAML that is read, in characters: ten long definitions. What takes the parser longest takes half a second. */
const MOST_CHARACTERS = 16_384;
/** Brackets within brackets. */
const MOST_BRACKETS = 50;
/** Indentation and dashes at the beginning of a line; each step of a block takes at least one. */
const MOST_INDENT = 100;

/**
 * Why a YAML text must not be given to its parser; null when it may. The parser goes down a call for each step of nesting:
 * 64 kB of `[` were seen to end the whole process, which runs out of memory where it compiles a regular expression
 * at the end of its stack.
 */
export function excessOf(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return `longer than ${MOST_CHARACTERS} characters`;
  let depth = 0;
  let indent = 0;
  let isIndent = true;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '\n' || character === '\r') [indent, isIndent] = [0, true];
    else if (isIndent && ' \t-?:'.includes(character)) indent += 1;
    else isIndent = false;
    // Brackets in texts count too: a definition has few of them.
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > MOST_BRACKETS) return `more than ${MOST_BRACKETS} brackets within each other`;
    if (indent > MOST_INDENT) return `a line is indented by more than ${MOST_INDENT} characters`;
  }
  return null;
}
