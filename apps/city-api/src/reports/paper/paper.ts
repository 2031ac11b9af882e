/** A report as a sheet of paper has it, before any format: header, blocks, signature. */
export interface Paper {
  readonly title: string;
  /** The body that the issuing one answers to, where the form names it; not bold. */
  readonly superior: string | null;
  /** Issuing body, line by line; bold. */
  readonly issuer: readonly string[];
  /** `Số: …/BC-…` */
  readonly number: string;
  /** `Bình Dương, ngày … tháng … năm …`: the province's name, or the district's. */
  readonly placeAndDate: string;
  readonly subject: readonly string[];
  /** Whom it is addressed to. */
  readonly addressee: string;
  readonly blocks: readonly Block[];
  readonly recipients: readonly string[];
  /** Office of who signs, line by line. */
  readonly office: readonly string[];
  readonly signer: string;
}

export type Block =
  /** `label`: what stands on a line of its own above a title in capitals (`Phần I`). */
  | { readonly kind: 'heading'; readonly level: 1; readonly label: string; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 2; readonly text: string }
  /** To which document an annex belongs, below its title. */
  | { readonly kind: 'belongs'; readonly text: string }
  /** Recipients and signature: what follows is annexed. */
  | { readonly kind: 'signature' }
  | { readonly kind: 'text'; readonly text: string; readonly isNote?: boolean }
  | Table
  /** From here on pages lie on their side; `sheet` names the part in a spreadsheet. */
  | { readonly kind: 'part'; readonly sheet: string; readonly isWide: boolean };

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly title: string;
  /** Percent of the page. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

export interface Cell {
  readonly text: string;
  /** The number behind the text, for spreadsheets. */
  readonly number?: { readonly value: number; readonly decimals: number };
  /** Drawn instead of the text where the format can. */
  readonly trend?: readonly (number | null)[];
}

export const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;

/** Text that every format can carry: NFC, without characters that XML forbids. */
export function clean(text: string): string {
  return (
    text
      .normalize('NFC')
      // oxlint-disable-next-line no-control-regex -- these are what is looked for
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '')
  );
}
