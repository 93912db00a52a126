/** Pipelines: which passes run on what, in which order. The text is read by pipeline-parser.ts. */

import type { Pass } from "../ir/pass.ts";

/** A pass with the values of its options. */
export interface PassInstance {
  readonly pass: Pass;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Passes that run one after the other on each operation of one kind. */
export interface Pipeline {
  /** The name of the operation, or "any". */
  readonly anchor: string;
  readonly elements: PipelineElement[];
}

export type PipelineElement = PassInstance | Pipeline;

export const isPipeline = (element: PipelineElement): element is Pipeline => "anchor" in element;

export const anyAnchor = "any";

/** A pass with its default options, but for those that are given. */
export function passInstance(pass: Pass, given: Readonly<Record<string, unknown>> = {}): PassInstance {
  const options: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(pass.spec.options ?? {})) {
    options[name] = name in given ? given[name] : option.default;
  }
  return { pass, options };
}

/** Whether a pass can be put into a pipeline that runs on `anchor`. */
export const canRunOn = ({ spec }: Pass, anchor: string): boolean =>
  spec.on === undefined || spec.on === anchor || anchor === anyAnchor;

/** Adds an element; a pass for another kind of operation is nested in a pipeline of its own. */
export function addElement(pipeline: Pipeline, element: PipelineElement): void {
  const { elements } = pipeline;
  if (!isPipeline(element) && !canRunOn(element.pass, pipeline.anchor)) {
    addElement(pipeline, { anchor: element.pass.spec.on!, elements: [element] });
    return;
  }
  const last = elements.at(-1);
  // Neighbours on the same kind of operation become one: then each operation goes through all of it at once.
  if (isPipeline(element) && last !== undefined && isPipeline(last) && last.anchor === element.anchor) {
    for (const inner of element.elements) addElement(last, inner);
  } else elements.push(element);
}

/**
 * The passes that run on a function named `name` directly inside the operation that the pipeline runs on; undefined unless it
 * makes no difference whether other functions are transformed before, after, or at the same time.
 */
export function localPasses(pipeline: Pipeline, name: string): PassInstance[] | undefined {
  const passes: PassInstance[] = [];
  for (const element of pipeline.elements) {
    const candidates = isPipeline(element) ? element.elements : [element];
    if (!candidates.every(isLocal)) return undefined;
    if (!isPipeline(element) || element.anchor === name || element.anchor === anyAnchor) passes.push(...candidates);
  }
  return passes;
}

const isLocal = (element: PipelineElement): element is PassInstance =>
  !isPipeline(element) && element.pass.spec.isLocal === true;

/** The pipeline as a text that can be read back. Options that have their default value are left out. */
export const printPipeline = ({ anchor, elements }: Pipeline): string =>
  `${anchor}(${elements.map(printElement).join()})`;

/** A list is put into braces. */
const asOneValue = (text: string): string =>
  /[,\s]/.test(text) && !/^("[^"]*"|'[^']*')$/.test(text) ? `{${text}}` : text;

function printElement(element: PipelineElement): string {
  if (isPipeline(element)) return printPipeline(element);
  const { pass, options } = element;
  const specs = pass.spec.options ?? {};
  const given = Object.entries(specs).flatMap(([name, spec]) => {
    const text = spec.print(options[name]);
    return text === spec.print(spec.default) ? [] : [`${name}=${asOneValue(text)}`];
  });
  return given.length === 0 ? pass.name : `${pass.name}{${given.join(" ")}}`;
}
