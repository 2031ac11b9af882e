import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const UTF8 = 76;
const [SEMICOLON, TAB, QUOTE] = [59, 9, 34];

/** Whether a command is installed. */
export function hasCommand(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

/**
 * Rows of a CSV as LibreOffice Calc reads it, where it is installed: it opens the file, and what it took for cells is
 * written out by tabs. Else the bytes are taken apart here.
 */
export function openedInCalc(csv: Buffer): string[][] {
  if (!hasCommand('soffice')) return rowsOf(csv.toString('utf8').replace(/^\uFEFF/, ''), ';');
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-calc-'));
  try {
    writeFileSync(join(folder, 'so-lieu.csv'), csv);
    const made = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        `--infilter=Text - txt - csv (StarCalc):${SEMICOLON},${QUOTE},${UTF8},1`,
        '--convert-to',
        `txt:Text - txt - csv (StarCalc):${TAB},${QUOTE},${UTF8},1`,
        '--outdir',
        folder,
        join(folder, 'so-lieu.csv'),
      ],
      { timeout: 90_000, encoding: 'utf8' },
    );
    const text = readdirSync(folder).find((file) => file.endsWith('.txt'));
    if (text === undefined) throw new Error(`soffice made nothing: ${made.stdout}${made.stderr}`);
    return rowsOf(readFileSync(join(folder, text), 'utf8').replace(/^\uFEFF/, ''), '\t');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(text: string, separator: string): string[][] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(separator).map((cell) => cell.replaceAll(/^"|"$/g, '')));
}
