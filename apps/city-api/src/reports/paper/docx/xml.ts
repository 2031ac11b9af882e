/** Pieces of WordprocessingML. Children stand in the order that its schema asks for. [ECMA-376, part 1, §17] */

type Align = 'left' | 'center' | 'right' | 'both';

interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Half points; omitted: the document's own. */
  readonly size?: number;
}

interface Spacing {
  readonly style?: 'Heading1' | 'Heading2';
  readonly align?: Align;
  /** Twentieths of a point. */
  readonly before?: number;
  readonly after?: number;
  /** First line's indent, twentieths of a point. */
  readonly indent?: number;
  /** Stays on one page with the next paragraph. */
  readonly keepsNext?: boolean;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function run(text: string, { bold, italic, size }: Look = {}): string {
  const look = [
    bold === true ? '<w:b/>' : '',
    italic === true ? '<w:i/>' : '',
    size === undefined ? '' : `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
  ].join('');
  const properties = look === '' ? '' : `<w:rPr>${look}</w:rPr>`;
  return `<w:r>${properties}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

export function paragraph(content: string, look: Spacing = {}): string {
  const { style, align, before, after, indent, keepsNext } = look;
  const spacing = [
    before === undefined ? '' : ` w:before="${before}"`,
    after === undefined ? '' : ` w:after="${after}"`,
  ].join('');
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    keepsNext === true ? '<w:keepNext/>' : '',
    spacing === '' ? '' : `<w:spacing${spacing}/>`,
    indent === undefined ? '' : `<w:ind w:firstLine="${indent}"/>`,
    align === undefined || align === 'left' ? '' : `<w:jc w:val="${align}"/>`,
  ].join('');
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
}

/** A thin line in the middle of a column, as wide as a share of it: below the issuer's name and the subject. */
export function rule(columnWidth: number, share: number): string {
  const side = Math.round((columnWidth * (1 - share)) / 2);
  return (
    '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>' +
    `<w:spacing w:before="60" w:line="120" w:lineRule="exact"/><w:ind w:left="${side}" w:right="${side}"/></w:pPr></w:p>`
  );
}

interface TableCell {
  /** Paragraphs. */
  readonly content: string;
  /** `RRGGBB` */
  readonly fill?: string;
}

/** A table of fixed columns (widths in twentieths of a point); the first row is repeated on each page if `hasHead`. */
export function table(
  widths: readonly number[],
  rows: readonly (readonly TableCell[])[],
  look: { readonly hasBorders: boolean; readonly hasHead: boolean },
): string {
  const line = look.hasBorders ? 'w:val="single" w:sz="4" w:space="0" w:color="333333"' : 'w:val="nil"';
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} ${line}/>`,
  );
  const total = widths.reduce((sum, width) => sum + width, 0);
  const body = rows.map((cells, i) => {
    const head =
      look.hasHead && i === 0
        ? '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>'
        : '<w:trPr><w:cantSplit/></w:trPr>';
    const columns = cells.map(({ content, fill }, j) => {
      const shade = fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`;
      return `<w:tc><w:tcPr><w:tcW w:w="${widths[j] ?? 0}" w:type="dxa"/>${shade}</w:tcPr>${content}</w:tc>`;
    });
    return `<w:tr>${head}${columns.join('')}</w:tr>`;
  });
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${borders.join('')}</w:tblBorders>` +
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>' +
    `</w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${body.join('')}</w:tbl>`
  );
}

const EMU_PER_POINT = 12_700;

/** A picture in the line of text; `relation` leads to its file, `id` is unique in the document, sizes are points. */
export function picture(relation: string, id: number, label: string, width: number, height: number): string {
  const [cx, cy] = [width * EMU_PER_POINT, height * EMU_PER_POINT];
  const name = `name="picture ${id}" descr="${escapeXml(label)}"`;
  return (
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/>` +
    `<wp:docPr id="${id}" ${name}/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
    `<pic:pic><pic:nvPicPr><pic:cNvPr id="${id}" ${name}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  );
}
