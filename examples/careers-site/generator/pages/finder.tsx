import type { Level } from '../../queries/generated/graphql.ts'
import type { Facets, Shelf } from '../library.ts'
import type { Site } from '../site.ts'
import { languageName, type Texts } from '../texts/index.ts'

type Kind = keyof Facets

/** What the search in the browser is told; see `browser/search.ts`. */
export interface FinderTexts {
  found: Texts['found']
  foundOffline: string
  nothingFound: string
  levels: Texts['levels']
  /** Names of the site's other locales, for what is published in them alone. */
  languages: Record<string, string>
}

/** The search and its filters, each with its count. Without a script it is not shown. */
export function Finder({ site, shelf, texts }: { site: Site; shelf: Shelf; texts: Texts }) {
  const { locale } = shelf
  const told: FinderTexts = {
    found: texts.found,
    foundOffline: texts.foundOffline,
    nothingFound: texts.nothingFound,
    levels: texts.levels,
    languages: Object.fromEntries(
      [...site.library.shelves.keys()].map((one) => [one, languageName(one, locale)]),
    ),
  }
  const levels = (value: string) => texts.levels[value as Level] ?? value
  return (
    <>
      <form
        class="finder"
        id="finder"
        role="search"
        data-endpoint={site.endpoint}
        data-texts={JSON.stringify(told)}
      >
        <div class="ask">
          <label class="query">
            <span>{texts.search}</span>
            <input
              type="search"
              name="q"
              maxLength={120}
              placeholder={texts.searchHint}
              autocomplete="off"
              spellcheck={false}
            />
          </label>
          <label class="skill">
            <span>{texts.skill}</span>
            <select name="skill">
              <option value="">{texts.anySkill}</option>
              {valuesOf(shelf.facets, 'skill').map(({ value, label, count }) => (
                <option value={value} data-label={label}>{`${label} (${count})`}</option>
              ))}
            </select>
          </label>
        </div>
        <Choices kind="family" legend={texts.family} facets={shelf.facets} />
        <Choices kind="level" legend={texts.level} facets={shelf.facets} label={levels} />
      </form>
      <div class="below">
        <p class="status" role="status" id="status" />
        <button type="reset" form="finder" class="clear" hidden>
          {texts.clear}
        </button>
      </div>
      <div id="results" hidden>
        <ul class="roles" />
        <button type="button" class="more" hidden>
          {texts.showMore}
        </button>
      </div>
    </>
  )
}

interface ChoicesProps {
  kind: Kind
  legend: string
  facets: Facets
  label?: (value: string) => string
}

function Choices({ kind, legend, facets, label }: ChoicesProps) {
  const values = valuesOf(facets, kind)
  if (values.length < 2) return null
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label>
          <input type="checkbox" name={kind} value={value.value} />
          <span>
            {label ? label(value.value) : value.label} <b>{value.count}</b>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function valuesOf(facets: Facets, kind: Kind) {
  return facets[kind].facets.find(({ name }) => name === kind)?.values ?? []
}
