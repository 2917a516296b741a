// Gives each page of the built site its own description, for search engines and for previews of links: its first paragraph.
//
//     node site/head.mjs <folder of the built site>

import fs from 'node:fs';
import path from 'node:path';
import { address } from './address.mjs';

const [book] = process.argv.slice(2);
const DESCRIPTION = /<meta name="description" content="([^"]*)">/;
const START = 'index.html';

for (const page of fs.readdirSync(book, { recursive: true }).filter((file) => file.endsWith('.html'))) {
  const file = path.join(book, page);
  const html = fs.readFileSync(file, 'utf8');
  const [about, general] = html.match(DESCRIPTION) ?? [];
  // A part of other pages, or the page for unknown addresses, which has no address.
  if (about === undefined || page === '404.html') {
    continue;
  }
  const paragraph = html.match(/<main>[^]*?<p>([^]*?)<\/p>/)?.[1].replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').replaceAll('"', '&quot;');
  // Decisions begin with their date.
  const description = paragraph === undefined || paragraph.startsWith('Date:') ? general : paragraph;
  const title = page === START ? `hsmeta: ${general}` : html.match(/<title>(.*)<\/title>/)[1];
  const head = [
    `<meta name="description" content="${description}">`,
    `<meta property="og:title" content="${title}">`,
    `<meta property="og:description" content="${description}">`,
  ];
  if (address !== undefined) {
    const own = `${address}/${page === START ? '' : page}`;
    head.push(`<link rel="canonical" href="${own}">`, `<meta property="og:url" content="${own}">`);
  }
  fs.writeFileSync(file, html.replace(about, () => head.join('\n        ')).replace(/<title>.*<\/title>/, () => `<title>${title}</title>`));
}
