/** Attributes that say on which processing units the iterations of a parallel loop run. */

import type { Attribute } from "../attribute.ts";
import { AttrInterface } from "./interface.ts";

/** Maps one loop to one dimension of a device. */
export interface DeviceMapping {
  /** Number of the processing unit within its device. */
  mappingId(attribute: Attribute): number;
  /** Whether several dimensions of the device are taken for one. */
  isLinear(attribute: Attribute): boolean;
  /** Position among the units of the same group, from 0. */
  relativeIndex(attribute: Attribute): number;
}
export const DeviceMappingAttrInterface = new AttrInterface<DeviceMapping>("DeviceMappingAttrInterface");

/** Chooses some of the units of a device. */
export interface DeviceMasking {
  /** How many units the mask can tell apart. */
  maxNumPhysicalIds(attribute: Attribute): number;
}
export const DeviceMaskingAttrInterface = new AttrInterface<DeviceMasking>("DeviceMaskingAttrInterface");
