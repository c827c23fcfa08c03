/// <reference types="@webgpu/types" preserve="true" />
/** WebGPU in Node, through the optional package `webgpu`. */
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { OptNetError } from "../../index.js";
import { requestDevice } from "./device.js";

/** Which device {@link nodeDevice} makes. */
export interface NodeDeviceOptions {
  /** `true`: a software implementation (SwiftShader, as Chromium brings it), for tests. Default: the machine's GPU. */
  readonly software?: boolean | undefined;
}

/**
 * A WebGPU device for Node, for `solveAsync`, or for `navigator.gpu` through {@link nodeGpu}.
 *
 * @throws OptNetError where the package `webgpu`, the Vulkan loader or a driver is missing.
 * @example
 * ```ts
 * import { solveAsync } from "optnet/webgpu";
 * import { nodeDevice } from "optnet/webgpu/node";
 * const solution = await solveAsync(problem, {}, await nodeDevice());
 * ```
 */
export async function nodeDevice(options: NodeDeviceOptions = {}): Promise<GPUDevice> {
  return requestDevice(await nodeGpu(options));
}

/** What browsers call `navigator.gpu`; also defines WebGPU's constants (GPUBufferUsage, …) globally. */
export async function nodeGpu({ software = false }: NodeDeviceOptions = {}): Promise<GPU> {
  const manifests = software ? softwareManifests() : driverManifests();
  if (manifests.length > 0) {
    // Two names for the same thing: loaders before 1.3.207 know only the first.
    process.env.VK_ICD_FILENAMES = manifests.join(":");
    process.env.VK_DRIVER_FILES = manifests.join(":");
  }
  const { create, globals } = await loadPackage();
  Object.assign(globalThis, globals);
  const gpu = create([]);
  instances.push(gpu);
  return gpu;
}

/** Dawn crashes where an instance is collected before its devices. */
const instances: GPU[] = [];

async function loadPackage(): Promise<typeof import("webgpu")> {
  try {
    return await import("webgpu");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new OptNetError({
      field: "device",
      expected: `the package "webgpu"`,
      got: message,
      hint:
        code === "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG"
          ? "It is an ES module, which Jest loads only with NODE_OPTIONS=--experimental-vm-modules."
          : "Install it: npm install webgpu.",
    });
  }
}

/** Where Vulkan's loader looks for manifests of drivers. */
const MANIFEST_FOLDERS = [
  "/etc/vulkan/icd.d",
  "/usr/share/vulkan/icd.d",
  "/usr/local/share/vulkan/icd.d",
  join(homedir(), ".local/share/vulkan/icd.d"),
];

const LIBRARY_FOLDERS = [
  "/usr/lib/x86_64-linux-gnu",
  "/usr/lib/aarch64-linux-gnu",
  "/usr/lib64",
  "/usr/lib",
  "/usr/local/nvidia/lib64",
  "/usr/lib/x86_64-linux-gnu/nvidia/current",
];

/** The first of these works without a window system. */
const NVIDIA_LIBRARIES = ["libEGL_nvidia.so.0", "libGLX_nvidia.so.0"];

const SWIFTSHADER = [
  "/usr/lib/chromium/vk_swiftshader_icd.json",
  "/opt/google/chrome/vk_swiftshader_icd.json",
];

function softwareManifests(): string[] {
  if (process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES) return [];
  const found = SWIFTSHADER.filter((path) => existsSync(path));
  if (process.platform !== "linux" || found.length > 0) return found.slice(0, 1);
  throw new OptNetError({
    field: "device",
    expected: "a software driver for Vulkan",
    got: `none at ${SWIFTSHADER.join(" or ")}`,
    hint: "Install chromium, or set VK_DRIVER_FILES to a driver's manifest.",
  });
}

/**
 * Manifests to name to Vulkan's loader; none where it finds its own. Containers often have NVIDIA's driver without
 * its manifest, and then the loader knows nothing of it: one is written for this process.
 *
 * @param folders where libraries are looked for.
 * @param manifestFolders where the loader looks for manifests.
 */
export function driverManifests(
  folders: readonly string[] = LIBRARY_FOLDERS,
  manifestFolders: readonly string[] = MANIFEST_FOLDERS,
): string[] {
  if (process.platform !== "linux") return [];
  if (process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES) return [];
  const known = manifestFolders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder));
  if (known.some((name) => /nvidia.*\.json$/i.test(name))) return [];
  const libraries = NVIDIA_LIBRARIES.flatMap((library) =>
    folders
      .map((folder) => join(folder, library))
      .filter((path) => existsSync(path))
      .slice(0, 1),
  );
  if (libraries.length === 0) return [];
  const target = mkdtempSync(join(tmpdir(), "optnet-vulkan-"));
  return libraries.map((path, i) => {
    const manifest = join(target, `nvidia_icd_${i}.json`);
    const ICD = { library_path: path, api_version: "1.3.0" };
    writeFileSync(manifest, JSON.stringify({ file_format_version: "1.0.0", ICD }));
    return manifest;
  });
}
