import Handlebars from 'handlebars';
import type { MessageValues } from './catalogue.ts';

/** Gives a template's source by its path under `templates/`. */
export type TemplateSource = (path: string) => string;

export type Translate = (key: string, values: MessageValues) => string;

type Render = (view: object, translate: Translate) => string;

const compiled = new WeakMap<TemplateSource, Map<string, Render>>();

function compile(source: TemplateSource, path: string, partials: readonly string[]): Render {
  const handlebars = Handlebars.create();
  const folder = path.slice(0, path.lastIndexOf('/'));
  for (const name of partials) handlebars.registerPartial(name, source(`${folder}/${name}.hbs`));
  const template = handlebars.compile(source(path), { strict: true, explicitPartialContext: true });
  return (view, translate) =>
    template(view, {
      helpers: {
        t: (key: string, options: Handlebars.HelperOptions) => translate(key, options.hash),
        concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
      },
    });
}

/**
 * A template with the partials beside it, compiled once for each source. In it `{{t "key" name=value}}` is a message;
 * output is escaped and an unknown name throws.
 */
export function compileTemplate(source: TemplateSource, path: string, partials: readonly string[] = []): Render {
  const known = compiled.get(source) ?? new Map<string, Render>();
  compiled.set(source, known);
  const render = known.get(path) ?? compile(source, path, partials);
  known.set(path, render);
  return render;
}
