'use strict'

/** The sections of a page, for the list beside it. */
module.exports = (contents) => [...contents.toString().matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)]
  .map(([, id, title]) => ({ id, title: title.replace(/<a class="anchor".*?<\/a>/, '').replace(/<\/?a[^>]*>/g, '') }))
