import Elk from 'elkjs/lib/elk-api.js';
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import { useEffect, useState } from 'react';
import { type Layout, type LayoutInput, layOutToFit } from './layout.ts';

let engine: InstanceType<typeof Elk> | undefined;

/** Lays out a graph in a web worker for a window of a shape. @returns undefined until the layout of this input is known */
export function useLayout(input: LayoutInput, aspectRatio: number): Layout | undefined {
  const [known, setKnown] = useState<{ readonly input: LayoutInput; readonly layout: Layout }>();
  useEffect(() => {
    if (aspectRatio === 0) return undefined;
    let isCurrent = true;
    engine ??= new Elk({ workerUrl: elkWorker });
    layOutToFit(input, aspectRatio, engine).then(
      (layout) => isCurrent && setKnown({ input, layout }),
      (error: unknown) => console.error('The graph could not be laid out.', error),
    );
    return () => {
      isCurrent = false;
    };
  }, [input, aspectRatio]);
  return known?.input === input ? known.layout : undefined;
}
