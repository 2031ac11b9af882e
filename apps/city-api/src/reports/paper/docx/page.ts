/** A4 and the margins of an administrative document, in twentieths of a point. [NĐ 30/2020/NĐ-CP, annex I] */
const SHORT = 11_906;
const LONG = 16_838;
const MARGIN = { top: 1134, right: 850, bottom: 1134, left: 1701 };

/** Widths of columns from their percents of the text's width. */
export function widthsOf(percents: readonly number[], isWide: boolean): number[] {
  const width = (isWide ? LONG : SHORT) - MARGIN.left - MARGIN.right;
  return percents.map((percent) => Math.round((width * percent) / 100));
}

/** Properties of a section; it has the package's footer. */
export function sectionOf(isWide: boolean): string {
  const size = isWide ? `w:w="${LONG}" w:h="${SHORT}" w:orient="landscape"` : `w:w="${SHORT}" w:h="${LONG}"`;
  const { top, right, bottom, left } = MARGIN;
  return (
    `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:type w:val="nextPage"/><w:pgSz ${size}/>` +
    `<w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`
  );
}
