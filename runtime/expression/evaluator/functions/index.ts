import { Native } from '../call';
import { arrayFunctions } from './arrays';
import { banshiFunctions } from './banshi';
import { matchingFunctions } from './matching';
import { numberFunctions } from './numbers';
import { objectFunctions } from './objects';
import { pictureFunctions } from './pictures';
import { textFunctions } from './text';

/** Every function of the language by name, without `$`. */
export const builtIns: ReadonlyMap<string, Native> = new Map(
  [
    textFunctions,
    matchingFunctions,
    numberFunctions,
    arrayFunctions,
    objectFunctions,
    pictureFunctions,
    banshiFunctions,
  ]
    .flatMap((family) => Object.entries(family))
    .map(([name, [arity, signature, implementation]]) => [
      name,
      new Native(arity, signature, implementation),
    ]),
);
