import { zipFiles } from '../../../archive/zip.js';
import { escapeXml } from './xml.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const FONT = 'Times New Roman';

interface Contents {
  readonly title: string;
  readonly creator: string;
  /** What stands in `w:body`, the last section's properties at its end. */
  readonly body: string;
  /** PNG files by relation id. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** A .docx: WordprocessingML in its package, without any time of making. */
export function packDocx({ title, creator, body, pictures }: Contents): Buffer {
  const images = [...pictures].map(([id, png], i) => ({ id, png, name: `media/trend${i + 1}.png` }));
  const xml = (text: string): Uint8Array => Buffer.from(XML + text);
  const namespaces = `xmlns:w="${WORD}" xmlns:r="${OFFICE}/relationships" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"`;
  return zipFiles({
    '[Content_Types].xml': xml(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>' +
        ['document.main', 'styles', 'settings', 'header']
          .map(
            (part) =>
              `<Override PartName="/word/${part.split('.')[0]}.xml" ContentType="${TYPE}.${part}+xml"/>`,
          )
          .join('') +
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    ),
    '_rels/.rels': xml(
      relationships([
        ['rId1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'],
        ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    ),
    'docProps/core.xml': xml(
      `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
        `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>`,
    ),
    'word/document.xml': xml(`<w:document ${namespaces}><w:body>${body}</w:body></w:document>`),
    'word/_rels/document.xml.rels': xml(
      relationships([
        ['rId1', `${OFFICE}/relationships/styles`, 'styles.xml'],
        ['rId2', `${OFFICE}/relationships/header`, 'header.xml'],
        ['rId3', `${OFFICE}/relationships/settings`, 'settings.xml'],
        ...images.map(({ id, name }): [string, string, string] => [
          id,
          `${OFFICE}/relationships/image`,
          name,
        ]),
      ]),
    ),
    'word/styles.xml': xml(styles()),
    'word/settings.xml': xml(
      `<w:settings xmlns:w="${WORD}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    ),
    'word/header.xml': xml(
      `<w:hdr xmlns:w="${WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>` +
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' +
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>',
    ),
    ...Object.fromEntries(images.map(({ name, png }) => [`word/${name}`, png])),
  });
}

function relationships(some: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = some.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function styles(): string {
  const heading = (level: 1 | 2): string =>
    `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>` +
    `<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>${level === 1 ? '<w:jc w:val="center"/>' : ''}<w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>`;
  return (
    `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:eastAsia="${FONT}" w:cs="${FONT}"/>` +
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>' +
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${heading(1)}${heading(2)}</w:styles>`
  );
}
