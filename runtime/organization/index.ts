export { type Unit, UnitLookup } from './unit-lookup';
export { type Candidates, type SeatHolding, mayPerform, resolveCandidates } from './seats';
