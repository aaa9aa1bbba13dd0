'use strict'

// Every link of every page leads to a file of the site, and its anchor to one of that page. Links to other hosts are not called.

const { posix: path } = require('node:path')

const REFERENCE = /<(?:a|img|link|script|source|object)\b[^>]*?\s(?:href|src|data)="([^"]*)"/g

module.exports.register = function () {
  const logger = this.getLogger('links')
  this.once('beforePublish', ({ contentCatalog, uiCatalog, siteCatalog }) => {
    const files = new Map([...contentCatalog.getFiles(), ...uiCatalog.getFiles(), ...siteCatalog.getFiles()]
      .filter((it) => it.out).map((it) => [it.out.path, it]))
    const anchors = new Map()
    const anchorsOf = (file) => {
      if (!anchors.has(file)) {
        anchors.set(file, new Set([...file.contents.toString().matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id]) => id)))
      }
      return anchors.get(file)
    }
    let checked = 0
    for (const page of contentCatalog.getPages((it) => it.out)) {
      for (const [, reference] of page.contents.toString().matchAll(REFERENCE)) {
        if (/^([a-z]+:|\/\/)/.test(reference)) {
          continue
        }
        checked++
        const [to, fragment] = decodeURI(reference).split('#')
        const target = to ? files.get(path.join(path.dirname(page.out.path), to)) : page
        if (!target) {
          logger.error('%s leads to %s, which is not there', page.out.path, reference)
        } else if (fragment && !anchorsOf(target).has(fragment)) {
          logger.error('%s leads to %s, and there is no such anchor', page.out.path, reference)
        }
      }
    }
    logger.info('%d links within the site', checked)
  })
}
