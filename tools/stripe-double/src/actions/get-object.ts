import { ResourceMissing } from '../http/stripe-error.ts'
import type { Kept } from '../store/kept.ts'
import { findObject } from '../store/objects.ts'
import type { World } from '../world.ts'

/** The object that a path names. */
export function getObject<Type extends keyof Kept>({ db }: World, type: Type, id: string): Kept[Type] {
  const object = findObject(db, type, id)
  if (object === undefined) throw new ResourceMissing(type, id)
  return object
}
