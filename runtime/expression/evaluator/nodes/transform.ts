import { Native } from '../call';
import { Failure } from '../failure';
import { clone } from '../functions/objects';
import { type NodeCompiler, part } from '../syntax';
import { isStringArray, setKey } from '../values';

/** `| pattern | update, delete |`: a function that changes a copy of its argument. */
export const transform: NodeCompiler = (node, compiler) => {
  const pattern = compiler.compile(part(node.pattern));
  const update = compiler.compile(part(node.update));
  const remove = node.delete === undefined ? undefined : compiler.compile(node.delete);
  return (_input, frame) =>
    new Native(1, '<(oa):o>', (run, _context, original: unknown) => {
      if (original === undefined) return undefined;
      const copy = clone(original, run);
      const found = pattern(copy, frame, run);
      for (const match of found === undefined ? [] : Array.isArray(found) ? found : [found]) {
        run.step();
        const changes = update(match, frame, run);
        if (changes !== undefined) {
          if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
            throw new Failure('T2011', { value: changes, position: node.update?.position });
          }
          if (typeof match === 'object' && match !== null) {
            for (const [key, value] of Object.entries(changes))
              setKey(match as Record<string, unknown>, key, value);
          }
        }
        const removed = remove?.(match, frame, run);
        if (removed === undefined) continue;
        const keys = Array.isArray(removed) ? removed : [removed];
        if (!isStringArray(keys))
          throw new Failure('T2012', { value: removed, position: node.delete?.position });
        if (typeof match === 'object' && match !== null) {
          for (const key of keys) delete (match as Record<string, unknown>)[key];
        }
      }
      return copy;
    });
};
