'use strict'

// The pages stay where they are read in the repository; nav.adoc names them. This lays them out as one Antora component for each version: the
// working tree, and the newest release of every other minor version by its tag (v0.1.0). A link from one page to another, to an image or to
// any file of the repository becomes one within the site; a file that is not there breaks the build.

const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const { posix: path } = require('node:path')
const { toAsciiDoc } = require('./markdown')

const ROOT = path.join(__dirname, '../../..')
const NAVIGATION = 'docs/site/nav.adoc'
const PAGE = /\.(adoc|md)$/
const IMAGE = /\.(png|svg)$/
const MACRO = /\b(xref|link|image):(:?)([^\s[\]]+)\[/g
const LISTING = /^(----|\.\.\.\.)$/

module.exports.register = function () {
  const logger = this.getLogger('pages')
  this.once('contentAggregated', ({ contentAggregate }) => {
    const newest = version(read('pom.xml').toString())
    contentAggregate.push(component(newest, read, logger))
    for (const [minor, tag] of releases()) {
      if (minor !== newest.minor) {
        const readTag = (file) => git('show', `${tag}:${file}`)
        contentAggregate.push(component(version(readTag('pom.xml').toString()), readTag, logger))
      }
    }
  })
}

function read (file) {
  return fs.readFileSync(path.join(ROOT, file))
}

function git (...args) {
  return execFileSync('git', ['-C', ROOT, ...args], { maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] })
}

function version (pom) {
  const full = pom.match(/<artifactId>camel-messaging<\/artifactId>\s*<version>(.*?)<\/version>/)[1]
  return { full, minor: full.match(/^\d+\.\d+/)[0], snapshot: full.endsWith('-SNAPSHOT') }
}

/** The newest release of each minor version that has a site; none where the sources are not a repository. */
function releases () {
  let tags
  try {
    tags = git('tag', '--list', 'v*', '--sort=version:refname').toString()
  } catch {
    return new Map()
  }
  return new Map([...tags.matchAll(/^v(\d+\.\d+)\.\d+$/gm)].map(([tag, minor]) => [minor, tag]))
}

function component ({ full, minor, snapshot }, read, logger) {
  const files = new Map()
  const inSite = (relative) => path.join('modules/ROOT', relative)
  const add = (relative, contents) => {
    if (!files.has(relative)) {
      files.set(relative, { path: relative, contents, src: { path: relative, extname: path.extname(relative), stem: path.parse(relative).name, basename: path.basename(relative) } })
    }
  }
  const navigation = read(NAVIGATION).toString()
  const pages = new Map([...navigation.matchAll(MACRO)].map(([, , , target]) => path.join(path.dirname(NAVIGATION), target)).map((file) => [file, page(file)]))

  /** What a link of a page leads to: a page, an image or another file of the repository. */
  const resolve = (from, target) => {
    const [relative, fragment] = target.split('#')
    const file = path.join(path.dirname(from), relative)
    const hash = fragment ? '#' + fragment : ''
    try {
      if (pages.has(file)) {
        return { family: 'page', relative: pages.get(file), hash }
      }
      if (PAGE.test(file)) {
        throw new Error('it is not in ' + NAVIGATION)
      }
      const family = IMAGE.test(file) ? 'image' : 'attachment'
      // what a browser would download is shown, but for the files that are there to be taken
      const name = family === 'image' || file.startsWith('docs/') ? file : file + '.txt'
      add(inSite(`${family}s/${name}`), read(file))
      return { family, relative: name, hash }
    } catch (e) {
      logger.error('%s refers to %s: %s', from, target, e.message)
      return { family: 'page', relative: file, hash }
    }
  }

  for (const [file, to] of pages) {
    const text = read(file).toString()
    const from = (target) => resolve(file, target)
    const asciidoc = file.endsWith('.md') ? toAsciiDoc(text, (target) => url(to, from(target))) : rewrite(text, from)
    add(inSite('pages/' + to), Buffer.from(asciidoc))
  }
  add(inSite('nav.adoc'), Buffer.from(rewrite(navigation, (target) => resolve(NAVIGATION, target))))
  return {
    name: 'camel-messaging',
    title: 'Camel Messaging',
    version: minor,
    displayVersion: full,
    prerelease: snapshot,
    startPage: 'index.adoc',
    nav: [inSite('nav.adoc')],
    files: [...files.values()],
  }
}

/** docs/flows.adoc is flows.adoc, SECURITY.md is security.adoc, quality/README.md is quality.adoc. */
function page (file) {
  const name = file.replace(/^docs\//, '').replace(/^camel-[a-z]+\/src\/main\/docs\//, '')
    .replace(/^(?:camel-messaging-)?([a-z]+)\/README\.md$/, '$1.md').replace(/README\.(adoc|md)$/, 'index.$1')
  return (name.includes('/') ? name : name.toLowerCase()).replace(/\.md$/, '.adoc')
}

/** The macros of a page with ids of Antora for the files that they name; what stands in a listing stays. */
function rewrite (text, resolve) {
  let listing
  return text.split('\n').map((line) => {
    if (LISTING.test(line) && (!listing || listing === line)) {
      listing = listing ? undefined : line
    }
    return listing ? line : line.replace(MACRO, (macro, name, block, target) => {
      if (target.includes('://') || target.startsWith('#') || target.includes('{')) {
        return macro
      }
      const { family, relative, hash } = resolve(target)
      return family === 'image' ? `image:${block}${relative}[` : `xref:${family}$${relative}${hash}[`
    })
  }).join('\n')
}

/** The same from a page whose HTML is made before Antora sees it. */
function url (page, { family, relative, hash }) {
  const to = { page: relative.replace(/\.adoc$/, '.html'), image: '_images/' + relative, attachment: '_attachments/' + relative }[family]
  return path.relative(path.dirname(page), to) + hash
}
