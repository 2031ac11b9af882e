/** A4 and the margins of an administrative document, in twentieths of a point. [NĐ 30/2020/NĐ-CP, annex I] */
const SHORT = 11_906;
const LONG = 16_838;
const MARGIN = { top: 1134, right: 850, bottom: 1134, left: 1701 };

/** Widths of columns from their percents of the text's width. */
export function widthsOf(percents: readonly number[], isWide: boolean): number[] {
  const width = (isWide ? LONG : SHORT) - MARGIN.left - MARGIN.right;
  return percents.map((percent) => Math.round((width * percent) / 100));
}

/** Where and whether a section's pages are numbered. */
interface Numbering {
  /** The first page shows no number. */
  readonly isFirst?: boolean;
  /** Counts from 1 again: an annex is numbered for itself. */
  readonly isAnnex?: boolean;
}

/**
 * Properties of a section. The page's number stands in the middle of the top margin, and not on the first page.
 * [NĐ 30/2020/NĐ-CP, annex I, I.7]
 */
export function sectionOf(isWide: boolean, { isFirst = false, isAnnex = false }: Numbering = {}): string {
  const size = isWide ? `w:w="${LONG}" w:h="${SHORT}" w:orient="landscape"` : `w:w="${SHORT}" w:h="${LONG}"`;
  const { top, right, bottom, left } = MARGIN;
  return (
    `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:type w:val="nextPage"/><w:pgSz ${size}/>` +
    `<w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" w:header="567" w:footer="567" w:gutter="0"/>${isAnnex ? '<w:pgNumType w:start="1"/>' : ''}${isFirst ? '<w:titlePg/>' : ''}</w:sectPr>`
  );
}
