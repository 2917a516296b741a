//! A file whose names are resolved, as the passes that collect facts look at it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::kind::{Field, Kind};
use crate::limits::MAX_STEPS;
use crate::literal;
use crate::names::Names;
use crate::place::Place;
use crate::scope;
use crate::tree::{Id, Tree};

/// The properties of `URL` after its origin.
const URL_PARTS: [&str; 3] = ["hash", "pathname", "search"];

pub(crate) struct File<'t> {
    pub(crate) tree: Tree<'t>,
    pub(crate) names: Names,
    /// What `this.name` is, for names that are assigned once in the file.
    this_values: HashMap<&'t str, Option<Id>>,
    /// Object literals, URLs and classes whose properties change later.
    mutated: HashSet<Id>,
    returns: RefCell<HashMap<Id, Rc<[Id]>>>,
    steps: Cell<u32>,
}

impl<'t> File<'t> {
    pub(crate) fn new(tree: Tree<'t>) -> File<'t> {
        let scopes = scope::read(&tree);
        let names = Names::read(&tree, scopes);
        let mut file = File {
            this_values: HashMap::new(),
            mutated: HashSet::new(),
            returns: RefCell::default(),
            steps: Cell::new(0),
            names,
            tree,
        };
        for id in file.tree.ids() {
            match file.tree.kind(id) {
                Kind::Assignment => file.note_assignment(id),
                Kind::AugmentedAssignment => file.note_target(file.tree.child(id, Field::Left)),
                Kind::Unary => file.note_deletion(id),
                Kind::Call => file.note_assign_call(id),
                Kind::Field => file.note_field(id),
                _ => {}
            }
        }
        file
    }

    /// Counts a step of following values. Returns whether there may be more; no file in practice comes near the limit.
    pub(crate) fn step(&self) -> bool {
        let steps = self.steps.get();
        if steps < MAX_STEPS {
            self.steps.set(steps + 1);
        }
        steps < MAX_STEPS
    }

    /// Whether values were not followed to their end.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.steps.get() >= MAX_STEPS
    }

    fn note_assignment(&mut self, assignment: Id) {
        let Some(target) = self.tree.child(assignment, Field::Left) else {
            return;
        };
        if !matches!(self.tree.kind(target), Kind::Member | Kind::Subscript) {
            return;
        }
        let Some(object) = self.tree.child(target, Field::Object) else {
            return;
        };
        if self.tree.kind(object) == Kind::This {
            if let Some(name) = self.tree.child(target, Field::Property) {
                let value = self.tree.child(assignment, Field::Right);
                self.note_this(name, value);
            }
            return;
        }
        self.note_change(object, self.member_name(target).as_deref());
    }

    /// `delete object.name`
    fn note_deletion(&mut self, unary: Id) {
        if let Some(operator) = self.tree.child(unary, Field::Operator)
            && self.tree.kind(operator) == Kind::DeleteKeyword
        {
            self.note_target(self.tree.children(unary).last());
        }
    }

    /// `object.name += value`
    fn note_target(&mut self, target: Option<Id>) {
        if let Some(target) = target
            && matches!(self.tree.kind(target), Kind::Member | Kind::Subscript)
            && let Some(object) = self.tree.child(target, Field::Object)
        {
            self.note_change(object, self.member_name(target).as_deref());
        }
    }

    /// `Object.assign(object, …)`
    fn note_assign_call(&mut self, call: Id) {
        if let Some(function) = self.tree.child(call, Field::Function)
            && matches!(
                self.tree.slice(function),
                "Object.assign" | "Object.defineProperty" | "Object.defineProperties"
            )
            && let Some(object) = self.first_argument(call)
        {
            self.note_change(object, None);
        }
    }

    /// Notes that a property of an object changes, any one if it has no name.
    fn note_change(&mut self, object: Id, name: Option<&str>) {
        let Place::Node { id, .. } = self.place(object) else {
            return;
        };
        let is_mutated = match self.tree.kind(id) {
            Kind::Object | Kind::Class | Kind::ClassDeclaration => true,
            // Its query may change.
            Kind::New => name.is_none_or(|name| !URL_PARTS.contains(&name)),
            _ => false,
        };
        if is_mutated {
            self.mutated.insert(id);
        }
    }

    fn note_field(&mut self, field: Id) {
        let is_static = self
            .tree
            .child_of_kind(field, Kind::StaticKeyword)
            .is_some();
        if let Some(name) = self.tree.child(field, Field::Name)
            && let Some(value) = self.tree.child(field, Field::Value)
            && !is_static
        {
            self.note_this(name, Some(value));
        }
    }

    fn note_this(&mut self, name: Id, value: Option<Id>) {
        let name = self.tree.slice(name);
        let value = match self.this_values.get(name) {
            Some(_) => None,
            None => value,
        };
        self.this_values.insert(name, value);
    }

    pub(crate) fn this_value(&self, name: &str) -> Option<Id> {
        self.this_values.get(name).copied().flatten()
    }

    pub(crate) fn is_mutated(&self, object: Id) -> bool {
        self.mutated.contains(&object)
    }

    /// The expression in parentheses, before a type, or after `await`.
    pub(crate) fn inner(&self, id: Id) -> Id {
        let mut id = id;
        loop {
            let inner = match self.tree.kind(id) {
                kind if kind.is_transparent() => self.tree.first_child(id),
                Kind::Sequence => self.tree.children(id).last(),
                _ => None,
            };
            match inner {
                Some(inner) if self.step() => id = inner,
                _ => return id,
            }
        }
    }

    /// The outermost expression that is this one in parentheses, before a type, or after `await`.
    pub(crate) fn outer(&self, id: Id) -> Id {
        let mut id = id;
        while self.tree.kind(self.tree.parent(id)).is_transparent() && self.step() {
            id = self.tree.parent(id);
        }
        id
    }

    /// The name of a property: of an object, a class, or after a dot; `None` if it is computed.
    pub(crate) fn property_name(&self, key: Id) -> Option<Cow<'t, str>> {
        match self.tree.kind(key) {
            Kind::String | Kind::Template => self.literal(key),
            Kind::ComputedName => {
                let inner = self.tree.first_child(key)?;
                self.literal(inner)
            }
            _ => Some(self.tree.slice(key).into()),
        }
    }

    /// The value of a string literal, or of a template without substitutions.
    pub(crate) fn literal(&self, id: Id) -> Option<Cow<'t, str>> {
        let is_literal = match self.tree.kind(id) {
            Kind::String => true,
            Kind::Template => self.tree.first_child(id).is_none(),
            _ => false,
        };
        if !is_literal {
            return None;
        }
        Some(literal::string(self.tree.slice(id)))
    }

    /// The name that a member expression takes of its object; `None` if it is computed.
    pub(crate) fn member_name(&self, member: Id) -> Option<Cow<'t, str>> {
        self.property_name(self.member_key(member)?)
    }

    /// The node of that name.
    pub(crate) fn member_key(&self, member: Id) -> Option<Id> {
        match self.tree.kind(member) {
            Kind::Member => self.tree.child(member, Field::Property),
            Kind::Subscript => {
                let index = self.tree.child(member, Field::Index)?;
                self.literal(index)?;
                Some(index)
            }
            _ => None,
        }
    }

    pub(crate) fn arguments(&self, call: Id) -> Vec<Id> {
        match self.tree.child(call, Field::Arguments) {
            Some(arguments) if self.tree.kind(arguments) == Kind::Arguments => {
                self.tree.children(arguments).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(crate) fn first_argument(&self, call: Id) -> Option<Id> {
        let arguments = self.tree.child(call, Field::Arguments)?;
        if self.tree.kind(arguments) != Kind::Arguments {
            return None;
        }
        self.tree.first_child(arguments)
    }

    /// The expressions that a function returns.
    pub(crate) fn returned(&self, function: Id) -> Rc<[Id]> {
        if let Some(known) = self.returns.borrow().get(&function) {
            return known.clone();
        }
        let found: Rc<[Id]> = self.find_returned(function).into();
        self.returns.borrow_mut().insert(function, found.clone());
        found
    }

    fn find_returned(&self, function: Id) -> Vec<Id> {
        let Some(body) = self.tree.child(function, Field::Body) else {
            return Vec::new();
        };
        if self.tree.kind(body) != Kind::Block {
            return vec![body];
        }
        let mut found = Vec::new();
        let mut after_nested = body;
        for id in self.tree.descendants(body) {
            if id < after_nested {
                continue;
            }
            let kind = self.tree.kind(id);
            if kind.is_function() {
                after_nested = self.tree.node(id).end;
            } else if kind == Kind::Return {
                found.extend(self.tree.first_child(id));
            }
        }
        found
    }
}
