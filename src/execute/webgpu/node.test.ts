import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { LINUX, testWith } from "../../../test/support/needs.js";
import { driverManifests } from "./node.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "optnet-driver-"));
  vi.stubEnv("VK_DRIVER_FILES", undefined);
  vi.stubEnv("VK_ICD_FILENAMES", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

testWith(LINUX, "a driver without a manifest gets one", () => {
  expect(driverManifests([folder], [folder])).toEqual([]);
  const library = join(folder, "libEGL_nvidia.so.0");
  writeFileSync(library, "");
  const [manifest] = driverManifests([folder], [folder]);
  const { ICD } = JSON.parse(readFileSync(manifest, "utf8")) as { ICD: { library_path: string } };
  expect(ICD.library_path).toBe(library);
});

testWith(LINUX, "a driver with a manifest, or one that was chosen, is left alone", () => {
  writeFileSync(join(folder, "libEGL_nvidia.so.0"), "");
  writeFileSync(join(folder, "nvidia_icd.json"), "{}");
  expect(driverManifests([folder], [folder])).toEqual([]);
  vi.stubEnv("VK_DRIVER_FILES", "/somewhere.json");
  expect(driverManifests([folder], [])).toEqual([]);
});
