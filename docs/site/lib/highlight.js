'use strict'

// Colours the listings while the site is built, so that a page needs no script for it.

const hljs = require('highlight.js')

const LISTING = /(<code class="language-[^"]*" data-lang="([^"]*)">)([^<]*)(<\/code>)/g
const ENTITIES = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'", '&#8217;': "'" }

module.exports.register = function () {
  this.once('documentsConverted', ({ contentCatalog }) => {
    for (const page of contentCatalog.getPages((it) => it.out)) {
      page.contents = Buffer.from(page.contents.toString().replace(LISTING, (_, open, language, code, close) =>
        open + highlight(code.replace(/&[#\w]+;/g, (it) => ENTITIES[it] ?? it), language) + close))
    }
  })
}

/** The HTML of a listing; of a language that nobody knows, the text. */
function highlight (code, language) {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : code.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

module.exports.highlight = highlight
