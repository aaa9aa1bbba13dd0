'use strict'

/** Text without the markup in it, for a title. */
module.exports = (html) => html.replace(/<[^>]*>/g, '')
