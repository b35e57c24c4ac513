# attack: put an importer before all others, so that whatever is imported later is one's own
# expect: wrong_answer, runtime_error
import importlib.machinery
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = lambda name: 27.0


sys.meta_path.insert(0, Finder())
sys.path.insert(0, "/tmp")
sys.path_hooks.clear()
sys.path_importer_cache.clear()
